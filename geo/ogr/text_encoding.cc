// SPDX-License-Identifier: EUPL-1.2
#include "geo/ogr/text_encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "geo/core/utf8.h"
#include "geo/core/windows_1252.h"

namespace qpv::ogr {
namespace {

constexpr char kUtf8[] = "UTF-8";
constexpr char kWindows1252[] = "windows-1252";

class Iconv {
 public:
  explicit Iconv(char const* from) : handle_(iconv_open(kUtf8, from)) {}
  ~Iconv() {
    if (known()) iconv_close(handle_);
  }
  Iconv(Iconv const&) = delete;
  Iconv& operator=(Iconv const&) = delete;

  [[nodiscard]] bool known() const { return handle_ != failed(); }
  std::optional<std::string> convert(std::string_view value) {
    constexpr std::size_t kGrowth = 4;
    std::string in(value);
    std::string out(value.size() * kGrowth, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size();
    std::size_t room = out.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(handle_, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) {
      return std::nullopt;
    }
    out.resize(out.size() - room);
    return out;
  }

 private:
  // iconv_open's own way to fail is (iconv_t)-1.
  static iconv_t failed() { return reinterpret_cast<iconv_t>(std::intptr_t{-1}); }  // NOLINT
  iconv_t handle_;
};

// Cuts an incomplete sequence off the end: a field's width counts bytes, not characters.
std::string_view without_cut_end(std::string_view value) {
  for (std::size_t back = 1; back <= 3 && back <= value.size(); ++back) {
    auto const byte = static_cast<unsigned char>(value[value.size() - back]);
    if (byte < 0x80U) return value;
    if (byte < 0xC0U) continue;
    std::size_t const length = byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : 2;
    return length > back ? value.substr(0, value.size() - back) : value;
  }
  return value;
}

// A .cpg's content to a name that iconv may know: "1252", "ANSI 1252", "88591", "ISO-8859-15".
std::string canonical(std::string_view declared) {
  std::string name;
  for (char const c : declared) {
    if (c > ' ') name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  if (name.starts_with("ANSI") && name.size() > 4) name.erase(0, 4);
  if (!name.empty() && name.find_first_not_of("0123456789") == std::string::npos) {
    bool const iso = name.starts_with("8859") && name.size() > 4;
    name = iso ? "ISO-8859-" + name.substr(4) : "CP" + name;
  }
  bool const like_1252 = name == "ISO-8859-1" || name == "ISO8859-1" || name == "LATIN1" ||
                         name == "CP1252" || name == "WINDOWS-1252";
  return like_1252 ? kWindows1252 : name;
}

std::string clean(std::string_view value) {
  std::string out;
  for (char const c : value) {
    bool const control = static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
    out += control ? ' ' : c;
  }
  auto const first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

}  // namespace

TextDecoder::TextDecoder(std::span<std::string const> values, std::string_view declared)
    : encoding_(kUtf8) {
  bool const utf8 = std::all_of(values.begin(), values.end(), [](std::string const& value) {
    return is_utf8(without_cut_end(value));
  });
  if (utf8) return;
  encoding_ = canonical(declared);
  bool const declares_utf8 = encoding_ == "UTF-8" || encoding_ == "UTF8" || encoding_ == "CP65001";
  if (encoding_.empty() || declares_utf8 || !Iconv(encoding_.c_str()).known()) {
    encoding_ = kWindows1252;
  }
}

std::string TextDecoder::decode(std::string_view value) const {
  if (encoding_ == kUtf8) return clean(without_cut_end(value));
  if (encoding_ == kWindows1252) return clean(from_windows_1252(value));
  auto const converted = Iconv(encoding_.c_str()).convert(value);
  return clean(converted ? *converted : from_windows_1252(value));
}

}  // namespace qpv::ogr
