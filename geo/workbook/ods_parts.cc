// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/ods_parts.h"

#include <fmt/format.h>

#include <set>

namespace qpv::workbook {
namespace {

constexpr std::string_view kNamespace = "urn:oasis:names:tc:opendocument:xmlns:";

// Passwords leave the zip alone: the manifest says which parts are encrypted.
Result<void> check_encryption(Package const& package) {
  auto const manifest = package.find("META-INF/manifest.xml");
  if (!manifest) return {};
  bool encrypted = false;
  auto const start = [&](std::string_view name, Attributes) {
    encrypted = encrypted || local_name(name) == "encryption-data";
  };
  auto const parsed = parse_part(package, *manifest, {start, [](std::string_view) {}});
  if (!parsed) return parsed;
  if (!encrypted) return {};
  return fail(
      ErrorCode::kInvalidArgument,
      "le classeur est protégé par un mot de passe\u00A0: enregistrez-le sans mot de passe");
}

class SheetLister {
 public:
  void start(std::string_view name, Attributes attributes) {
    auto const local = local_name(name);
    auto const depth = depth_++;
    if (depth == 0) take_root(attributes);
    if (depth == 1) in_body_ = local == "body";
    if (depth == 2) in_sheets_ = in_body_ && local == "spreadsheet";
    if (depth == 2 && in_sheets_) found_ = true;
    if (depth == 2 && local == "style") style_ = attributes.find("name").value_or("");
    if (depth == 3 && local == "table-properties" && attributes.find("display") == "false") {
      hidden_styles_.insert(style_);
    }
    if (depth == 3 && in_sheets_ && local == "table" && parts_.sheets.size() < kMaxSheets) {
      std::string const style(attributes.find("style-name").value_or(""));
      parts_.sheets.push_back({std::string(attributes.find("name").value_or("")),
                               !style.empty() && hidden_styles_.contains(style)});
    }
  }
  void end() { --depth_; }

  [[nodiscard]] bool found() const { return found_; }
  [[nodiscard]] OdsParts take() { return std::move(parts_); }

 private:
  void take_root(Attributes attributes) {
    auto const prefix = [&](std::string_view last) {
      return attributes.prefix_for(fmt::format("{}{}:1.0", kNamespace, last))
          .value_or(fmt::format("{}:", last));
    };
    parts_.prefixes = {prefix("office"), prefix("table"), prefix("text")};
  }

  OdsParts parts_;
  std::set<std::string, std::less<>> hidden_styles_;
  std::string style_;
  int depth_ = 0;
  bool in_body_ = false;
  bool in_sheets_ = false;
  bool found_ = false;
};

}  // namespace

Result<OdsParts> read_ods_parts(Package const& package) {
  if (auto const checked = check_encryption(package); !checked) {
    return tl::unexpected(checked.error());
  }
  auto const content = package.find("content.xml");
  if (!content) return fail(ErrorCode::kCorruptData, "ce classeur n’a pas de content.xml");
  SheetLister lister;
  auto const parsed = parse_part(
      package, *content,
      {[&](std::string_view name, Attributes attributes) { lister.start(name, attributes); },
       [&](std::string_view) { lister.end(); }});
  if (!parsed) return tl::unexpected(parsed.error());
  if (!lister.found()) {
    return fail(ErrorCode::kInvalidArgument,
                "ce document OpenDocument n’est pas un classeur (.ods)", "content.xml");
  }
  auto parts = lister.take();
  if (parts.sheets.empty()) {
    return fail(ErrorCode::kInvalidArgument,
                "content.xml\u00A0: ce classeur n’a aucune feuille de cellules", "content.xml");
  }
  parts.content = *content;
  return parts;
}

}  // namespace qpv::workbook
