// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/xml.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace qpv::workbook {
namespace {

// Debian 12's expat looks at an unfinished tag again from its start with each piece that comes.
constexpr std::uint64_t kMaxTokenBytes = 1024 * 1024;
constexpr int kMaxDepth = 200;

bool is_doubled(std::string_view name) {
  return name.starts_with("calcext:") || name.starts_with("loext:");
}

// By its mark, or by the zero beside the first "<".
bool is_utf16(std::string_view start) {
  return start.starts_with("\xFE\xFF") || start.starts_with("\xFF\xFE") ||
         start.substr(0, 2).find('\0') != std::string_view::npos;
}

}  // namespace

struct XmlParser::State {
  std::string part;
  XmlHandlers handlers;
  XML_Parser parser = nullptr;
  std::optional<Error> error = {};
  std::uint64_t fed = 0;
  int depth = 0;
  bool utf8 = true;
  bool began = false;

  void stop(Error why) {
    if (!error) error = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
};

namespace {

using State = XmlParser::State;

State& state_of(void* user) { return *static_cast<State*>(user); }

void on_start(void* user, XML_Char const* name, XML_Char const** attributes) {
  auto& state = state_of(user);
  if (state.error) return;
  if (++state.depth > kMaxDepth) {
    return state.stop(
        {ErrorCode::kCorruptData,
         fmt::format("{}\u00A0: éléments imbriqués sur plus de {} niveaux", state.part, kMaxDepth),
         state.part});
  }
  state.handlers.start(name, Attributes(attributes));
}

void on_end(void* user, XML_Char const* name) {
  auto& state = state_of(user);
  if (state.error) return;
  --state.depth;
  state.handlers.end(name);
}

void on_text(void* user, XML_Char const* text, int length) {
  auto& state = state_of(user);
  if (state.error || !state.handlers.text) return;
  state.handlers.text({text, static_cast<std::size_t>(length)});
}

void on_doctype(void* user, XML_Char const* /*name*/, XML_Char const* /*system*/,
                XML_Char const* /*public*/, int /*internal*/) {
  auto& state = state_of(user);
  state.stop(
      {ErrorCode::kInvalidArgument,
       fmt::format("{}\u00A0: une déclaration de type (DTD) n’a pas sa place dans un classeur",
                   state.part),
       state.part});
}

void on_declaration(void* user, XML_Char const* /*version*/, XML_Char const* encoding,
                    int /*standalone*/) {
  if (encoding == nullptr) return;
  std::string name = encoding;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  state_of(user).utf8 = name == "utf-8" || name == "us-ascii";
}

Error malformed(State const& state) {
  return {ErrorCode::kCorruptData,
          fmt::format("{}\u00A0: XML mal formé (ligne {}, colonne {})", state.part,
                      XML_GetCurrentLineNumber(state.parser),
                      XML_GetCurrentColumnNumber(state.parser) + 1),
          state.part};
}

Result<void> parse(State& state, std::string_view bytes, int last) {
  if (state.error) return tl::unexpected(*state.error);
  auto const status = XML_Parse(state.parser, bytes.data(), static_cast<int>(bytes.size()), last);
  state.fed += bytes.size();
  if (state.error) return tl::unexpected(*state.error);
  if (status != XML_STATUS_OK) {
    state.error = malformed(state);
    return tl::unexpected(*state.error);
  }
  return {};
}

}  // namespace

void XmlParser::Freed::operator()(State* state) const {
  if (state->parser != nullptr) XML_ParserFree(state->parser);
  delete state;
}

XmlParser::XmlParser(std::string part, XmlHandlers handlers)
    : state_(new State{std::move(part), std::move(handlers)}) {
  state_->parser = XML_ParserCreate(nullptr);
  if (state_->parser == nullptr) throw std::bad_alloc();
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, on_start, on_end);
  XML_SetCharacterDataHandler(state_->parser, on_text);
  XML_SetStartDoctypeDeclHandler(state_->parser, on_doctype);
  XML_SetXmlDeclHandler(state_->parser, on_declaration);
}

Result<void> XmlParser::feed(std::string_view bytes) {
  if (!state_->began && !bytes.empty()) {
    state_->began = true;
    if (is_utf16(bytes)) state_->utf8 = false;
  }
  while (!bytes.empty()) {
    auto const piece = bytes.substr(0, kPieceBytes);
    if (auto const parsed = parse(*state_, piece, 0); !parsed) return parsed;
    bytes.remove_prefix(piece.size());
    if (state_->fed - event_at() > kMaxTokenBytes) {
      state_->error = Error{
          ErrorCode::kCorruptData,
          fmt::format("{}\u00A0: une balise ou un commentaire dépasse 1\u00A0Mio", state_->part),
          state_->part};
      return tl::unexpected(*state_->error);
    }
  }
  return {};
}

Result<void> XmlParser::finish() { return parse(*state_, {}, 1); }

Result<void> XmlParser::feed_all(PartReader const& reader) {
  std::vector<char> room(kPieceBytes);
  for (;;) {
    auto const got = reader(room);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return finish();
    if (auto const fed = feed({room.data(), *got}); !fed) return fed;
  }
}

void XmlParser::stop(Error error) { state_->stop(std::move(error)); }

std::uint64_t XmlParser::event_at() const {
  auto const at = XML_GetCurrentByteIndex(state_->parser);
  return at < 0 ? 0 : static_cast<std::uint64_t>(at);
}

std::uint64_t XmlParser::event_bytes() const {
  return static_cast<std::uint64_t>(XML_GetCurrentByteCount(state_->parser));
}

bool XmlParser::is_utf8() const { return state_->utf8; }

std::string const& XmlParser::part() const { return state_->part; }

std::optional<std::string_view> Attributes::find(std::string_view local) const {
  std::optional<std::string_view> doubled;
  for (auto const* const* at = list_; *at != nullptr; at += 2) {
    std::string_view const name = at[0];
    if (local_name(name) != local || name.starts_with("xmlns:")) continue;
    if (!is_doubled(name)) return at[1];
    doubled = at[1];
  }
  return doubled;
}

std::optional<std::string_view> Attributes::find_exactly(std::string_view name) const {
  for (auto const* const* at = list_; *at != nullptr; at += 2) {
    if (name == at[0]) return at[1];
  }
  return std::nullopt;
}

std::optional<std::string> Attributes::prefix_for(std::string_view uri) const {
  for (auto const* const* at = list_; *at != nullptr; at += 2) {
    std::string_view const name = at[0];
    if (at[1] != uri) continue;
    if (name == "xmlns") return "";
    if (name.starts_with("xmlns:")) return fmt::format("{}:", name.substr(6));
  }
  return std::nullopt;
}

Result<void> parse_part(Package const& package, std::size_t part, XmlHandlers handlers) {
  auto const reader = package.read(part);
  if (!reader) return tl::unexpected(reader.error());
  return XmlParser(package.parts()[part].name, std::move(handlers)).feed_all(*reader);
}

}  // namespace qpv::workbook
