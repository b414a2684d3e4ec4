// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/container.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "geo/workbook/workbook.h"

namespace qpv::workbook {
namespace {

constexpr std::uint64_t kMaxFileBytes = std::uint64_t{1} << 30;
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kEmptyZip = "PK\x05\x06";
// Microsoft's compound file: what .xls is, and what a password wraps an .xlsx in.
constexpr std::string_view kCompound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
// Its directory has entries of this size, on places that are multiples of it, which begin with a
// name in UTF-16.
constexpr std::size_t kEntryBytes = 128;
constexpr char kEncryptedName[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0";
constexpr std::string_view kEncrypted(kEncryptedName, sizeof kEncryptedName);

Result<std::string> read_piece(Input const& input, std::uint64_t at, std::size_t bytes) {
  std::string piece(bytes, '\0');
  std::size_t done = 0;
  while (done < bytes) {
    auto const got = input.read_at(at + done, {piece.data() + done, bytes - done});
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) break;
    done += *got;
  }
  piece.resize(done);
  return piece;
}

Result<bool> is_encrypted(Input const& input) {
  constexpr std::size_t kPiece = 1024 * 1024;
  for (std::uint64_t at = 0; at < input.bytes; at += kPiece) {
    auto const piece = read_piece(input, at, kPiece);
    if (!piece) return tl::unexpected(piece.error());
    for (std::size_t i = 0; i < piece->size(); i += kEntryBytes) {
      if (std::string_view(*piece).substr(i).starts_with(kEncrypted)) return true;
    }
  }
  return false;
}

}  // namespace

bool is_workbook(std::string_view start) {
  return start.starts_with(kZip) || start.starts_with(kEmptyZip) || start.starts_with(kCompound);
}

Result<void> check_container(Input const& input) {
  if (input.bytes > kMaxFileBytes) {
    return fail(ErrorCode::kTooLarge, "le classeur dépasse 1\u00A0Gio");
  }
  auto const start = read_piece(input, 0, kCompound.size());
  if (!start) return tl::unexpected(start.error());
  if (start->starts_with(kZip) || start->starts_with(kEmptyZip)) return {};
  if (*start != kCompound) {
    return fail(ErrorCode::kInvalidArgument,
                "ce n’est ni un classeur Excel (.xlsx) ni un classeur OpenDocument (.ods)");
  }
  auto const encrypted = is_encrypted(input);
  if (!encrypted) return tl::unexpected(encrypted.error());
  if (*encrypted) {
    return fail(ErrorCode::kInvalidArgument,
                "le classeur est protégé par un mot de passe\u00A0: enregistrez-le sans mot de "
                "passe");
  }
  return fail(ErrorCode::kInvalidArgument,
              "ce classeur est au format d’Excel 97-2003 (.xls)\u00A0: enregistrez-le au format "
              ".xlsx");
}

}  // namespace qpv::workbook
