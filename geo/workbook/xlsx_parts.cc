// SPDX-License-Identifier: EUPL-1.2
#include "geo/workbook/xlsx_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "geo/core/utf8.h"
#include "geo/workbook/sheet_row.h"

namespace qpv::workbook {
namespace {

constexpr std::size_t kMaxSharedBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxSharedTexts = 10'000'000;
constexpr std::size_t kMaxStyles = 100'000;  // Excel has 64,000

struct Relation {
  std::string type;    // the last word of its URI
  std::string target;  // a part's name
};
using Relations = std::map<std::string, Relation, std::less<>>;

// "../media/a.png" as seen from the folder "xl/worksheets/".
std::string resolve(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string path(folder);
  for (;;) {
    if (target.starts_with("./")) {
      target.remove_prefix(2);
    } else if (target.starts_with("../")) {
      target.remove_prefix(3);
      if (!path.empty()) path.pop_back();
      path.erase(path.rfind('/') + 1);
    } else {
      return path.append(target);
    }
  }
}

std::string_view folder_of(std::string_view part) { return part.substr(0, part.rfind('/') + 1); }

// What a part points to within the package. What lies outside of it is left out.
Result<Relations> read_relations(Package const& package, std::string_view part) {
  auto const folder = folder_of(part);
  auto const file = fmt::format("{}_rels/{}.rels", folder, part.substr(folder.size()));
  Relations relations;
  auto const found = package.find(file);
  if (!found) return relations;
  auto const start = [&](std::string_view name, Attributes attributes) {
    if (local_name(name) != "Relationship") return;
    auto const id = attributes.find("Id");
    auto const type = attributes.find("Type");
    auto const target = attributes.find("Target");
    if (!id || !type || !target || attributes.find("TargetMode") == "External") return;
    relations[std::string(*id)] = {std::string(type->substr(type->rfind('/') + 1)),
                                   resolve(folder, *target)};
  };
  auto const parsed = parse_part(package, *found, {start, [](std::string_view) {}});
  if (!parsed) return tl::unexpected(parsed.error());
  return relations;
}

std::optional<std::size_t> part_of_type(Package const& package, Relations const& relations,
                                        std::string_view type) {
  for (auto const& [id, relation] : relations) {
    if (relation.type == type) return package.find(relation.target);
  }
  return std::nullopt;
}

std::uint32_t number_or_none(std::optional<std::string_view> text, std::uint32_t none) {
  std::uint32_t number = none;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

bool is_true(std::optional<std::string_view> text) {
  return text == "1" || text == "true" || text == "on";
}

Result<XlsxParts> read_workbook(Package const& package, std::size_t part) {
  auto const relations = read_relations(package, package.parts()[part].name);
  if (!relations) return tl::unexpected(relations.error());
  XlsxParts parts;
  auto const start = [&](std::string_view name, Attributes attributes) {
    if (local_name(name) == "workbookPr" && is_true(attributes.find("date1904"))) {
      parts.epoch = Epoch::k1904;
    }
    if (local_name(name) != "sheet") return;
    auto const sheet = attributes.find("name");
    auto const id = attributes.find("id");
    auto const relation = relations->find(id.value_or(""));
    if (!sheet || relation == relations->end() || relation->second.type != "worksheet") return;
    auto const target = package.find(relation->second.target);
    if (!target || parts.sheets.size() == kMaxSheets) return;
    auto const state = attributes.find("state");
    parts.sheets.push_back({std::string(*sheet), state && *state != "visible", *target});
  };
  auto const parsed = parse_part(package, part, {start, [](std::string_view) {}});
  if (!parsed) return tl::unexpected(parsed.error());
  parts.shared_texts = part_of_type(package, *relations, "sharedStrings");
  parts.styles = part_of_type(package, *relations, "styles");
  return parts;
}

// Four hexadecimal digits.
std::optional<std::uint32_t> escaped_code(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return std::nullopt;
  std::uint32_t code = 0;
  auto const read = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
  if (read.ec != std::errc() || read.ptr != text.data() + 6) return std::nullopt;
  if (code >= 0xD800 && code < 0xE000) return std::nullopt;
  return code;
}

// Which characters of a shared text belong to it.
class SharedTexts {
 public:
  // Told of what is too large.
  explicit SharedTexts(std::function<void(std::string_view)> refuse) : refuse_(std::move(refuse)) {}

  void start(std::string_view name) {
    auto const local = local_name(name);
    ++depth_;
    if (depth_ == 2 && local == "si") text_.clear();
    if (depth_ == 3) in_run_ = local == "r";
    in_text_ = local == "t" && (depth_ == 3 || (depth_ == 4 && in_run_));
  }
  void text(std::string_view piece) {
    if (in_text_) text_ += piece;
    if (text_.size() > kMaxCellBytes) {
      refuse_("un texte y est démesuré (plus de 1\u00A0Mio)");
    }
  }
  void end(std::string_view name) {
    in_text_ = false;
    if (--depth_ != 1 || local_name(name) != "si") return;
    store_.append(unescape_text(text_));
    store_.end();
    if (store_.bytes() > kMaxSharedBytes || store_.size() > kMaxSharedTexts) {
      refuse_("ce classeur a plus de 256\u00A0Mio de textes");
    }
  }
  TextStore take() { return std::move(store_); }

 private:
  std::function<void(std::string_view)> refuse_;
  TextStore store_;
  std::string text_;
  int depth_ = 0;
  bool in_run_ = false;
  bool in_text_ = false;
};

}  // namespace

std::string unescape_text(std::string_view written) {
  std::string text;
  for (;;) {
    auto const at = written.find("_x");
    text += written.substr(0, at);
    if (at == std::string_view::npos) return text;
    written.remove_prefix(at);
    auto const code = escaped_code(written);
    if (code) append_utf8(text, *code);
    if (!code) text += written.substr(0, 2);
    written.remove_prefix(code ? 7 : 2);
  }
}

Result<XlsxParts> read_xlsx_parts(Package const& package) {
  auto const roots = read_relations(package, "");
  if (!roots) return tl::unexpected(roots.error());
  auto const workbook = part_of_type(package, *roots, "officeDocument");
  if (!workbook) {
    return fail(ErrorCode::kInvalidArgument,
                "ce fichier zip n’est ni un classeur Excel (.xlsx) ni un classeur OpenDocument "
                "(.ods)");
  }
  auto const& name = package.parts()[*workbook].name;
  if (name.ends_with(".bin")) {
    return fail(ErrorCode::kInvalidArgument,
                "ce classeur est au format binaire d’Excel (.xlsb)\u00A0: enregistrez-le au format "
                ".xlsx",
                name);
  }
  auto parts = read_workbook(package, *workbook);
  if (parts && parts->sheets.empty()) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("{}\u00A0: ce classeur n’a aucune feuille de cellules", name), name);
  }
  return parts;
}

Result<TextStore> read_shared_texts(Package const& package, std::size_t part) {
  auto const reader = package.read(part);
  if (!reader) return tl::unexpected(reader.error());
  auto const& name = package.parts()[part].name;
  XmlParser* current = nullptr;
  SharedTexts texts([&](std::string_view what) {
    current->stop({ErrorCode::kTooLarge, fmt::format("{}\u00A0: {}", name, what), name});
  });
  XmlParser parser(name, {[&](std::string_view tag, Attributes) { texts.start(tag); },
                          [&](std::string_view tag) { texts.end(tag); },
                          [&](std::string_view text) { texts.text(text); }});
  current = &parser;
  if (auto const fed = parser.feed_all(*reader); !fed) return tl::unexpected(fed.error());
  return texts.take();
}

Result<std::vector<NumberFormat>> read_styles(Package const& package, std::size_t part) {
  std::map<std::uint32_t, NumberFormat> own;
  std::vector<NumberFormat> styles;
  int depth = 0;
  bool of_cells = false;
  auto const start = [&](std::string_view name, Attributes attributes) {
    auto const local = local_name(name);
    ++depth;
    if (depth == 2) of_cells = local == "cellXfs";
    if (depth != 3 || own.size() > kMaxStyles || styles.size() > kMaxStyles) return;
    auto const id = number_or_none(attributes.find("numFmtId"), 0);
    if (local == "numFmt") own[id] = read_number_format(attributes.find("formatCode").value_or(""));
    if (local != "xf" || !of_cells) return;
    auto const found = own.find(id);
    styles.push_back(found == own.end() ? builtin_number_format(id) : found->second);
  };
  auto const parsed = parse_part(package, part, {start, [&](std::string_view) { --depth; }});
  if (!parsed) return tl::unexpected(parsed.error());
  return styles;
}

}  // namespace qpv::workbook
