// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/made_workbook.h"

#include <fmt/format.h>
#include <zip.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace qpv::test {
namespace {

constexpr std::string_view kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackageRelations =
    "http://schemas.openxmlformats.org/package/2006/relationships";

void check(bool holds, char const* what) {
  if (!holds) throw std::runtime_error(what);
}

std::string relations(std::string_view list) {
  return fmt::format(R"({}<Relationships xmlns="{}">{}</Relationships>)", kDeclaration,
                     kPackageRelations, list);
}

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
  return fmt::format(R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, kRelations, type,
                     target);
}

std::string part_of(zip_t* zip, zip_uint64_t index, zip_uint64_t size) {
  std::string bytes(size, '\0');
  auto* const file = zip_fopen_index(zip, index, 0);
  check(file != nullptr, "part not readable");
  auto const got = zip_fread(file, bytes.data(), size);
  zip_fclose(file);
  check(got == static_cast<zip_int64_t>(size), "part not whole");
  return bytes;
}

}  // namespace

std::string zip_of(Parts const& parts, ZipOptions const& options) {
  auto* const memory = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  check(memory != nullptr, "no memory");
  zip_source_keep(memory);
  auto* const zip = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  check(zip != nullptr, "no zip");
  for (auto const& [name, bytes] : parts) {
    auto* const source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    auto const index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    check(index >= 0, "part not added");
    auto const at = static_cast<zip_uint64_t>(index);
    if (!options.password.empty() && at > 0) {
      zip_file_set_encryption(zip, at, ZIP_EM_AES_256, options.password.c_str());
    }
    zip_file_set_dostime(zip, at, 0, (2024 - 1980) << 9 | 1 << 5 | 1, 0);
  }
  check(zip_close(zip) == 0, "zip not written");
  zip_stat_t stat;
  zip_source_stat(memory, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(memory);
  auto const got = zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  check(got == static_cast<zip_int64_t>(bytes.size()), "zip not read back");
  return bytes;
}

Parts unzip(std::string const& zip_bytes) {
  auto* const memory = zip_source_buffer_create(zip_bytes.data(), zip_bytes.size(), 0, nullptr);
  auto* const zip = zip_open_from_source(memory, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
  check(zip != nullptr, "no consistent zip");
  Parts parts;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(zip_get_num_entries(zip, 0)); ++i) {
    zip_stat_t stat;
    check(zip_stat_index(zip, i, 0, &stat) == 0, "part without state");
    parts.emplace_back(stat.name, part_of(zip, i, stat.size));
  }
  zip_discard(zip);
  return parts;
}

std::string worksheet(std::string_view rows) {
  return fmt::format(R"({}<worksheet xmlns="{}"><sheetData>{}</sheetData></worksheet>)",
                     kDeclaration, kMain, rows);
}

Parts xlsx_parts(XlsxText const& text) {
  return {
      {"[Content_Types].xml", fmt::format("{}<Types/>", kDeclaration)},
      {"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))},
      {"xl/workbook.xml",
       fmt::format(R"({}<workbook xmlns="{}" xmlns:r="{}">{}<sheets><sheet name="Liste" )"
                   R"(sheetId="1" r:id="rId1"/></sheets></workbook>)",
                   kDeclaration, kMain, kRelations, text.workbook_pr)},
      {"xl/_rels/workbook.xml.rels",
       relations(relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                 relation("rId2", "sharedStrings", "sharedStrings.xml") +
                 relation("rId3", "styles", "/xl/styles.xml"))},
      {"xl/worksheets/sheet1.xml", text.sheet},
      {"xl/sharedStrings.xml",
       fmt::format(R"({}<sst xmlns="{}">{}</sst>)", kDeclaration, kMain, text.shared)},
      {"xl/styles.xml", fmt::format(R"({}<styleSheet xmlns="{}">{}</styleSheet>)", kDeclaration,
                                    kMain, text.styles)},
  };
}

Parts ods_parts(std::string_view tables, std::string_view styles) {
  constexpr std::string_view kSpaces =
      R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
      R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" )"
      R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
      R"(xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" )"
      R"(xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")";
  return {
      {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
      {"content.xml", fmt::format("{}<office:document-content {}><office:automatic-styles>{}"
                                  "</office:automatic-styles><office:body><office:spreadsheet>{}"
                                  "</office:spreadsheet></office:body></office:document-content>",
                                  kDeclaration, kSpaces, styles, tables)},
      {"META-INF/manifest.xml", fmt::format("{}<manifest/>", kDeclaration)}};
}

}  // namespace qpv::test
