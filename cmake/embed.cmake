# Run as a script at build time: writes OUT, a .cc file that holds the bytes of FILES (a list of
# paths) as the table that service/handlers/assets.h declares.
set(rows "")
set(arrays "")
set(index 0)
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND arrays "constexpr char kFile${index}[] = {${bytes}'\\0'};\n")
  string(APPEND rows "    {\"${name}\", {kFile${index}, sizeof kFile${index} - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE "${OUT}" "// Made by cmake/embed.cmake\n#include \"service/handlers/assets.h\"\n\n"
  "namespace qpv::handlers {\nnamespace {\n${arrays}\n"
  "constexpr Asset kAssets[] = {\n${rows}};\n}  // namespace\n\n"
  "std::span<Asset const> assets() { return kAssets; }\n\n}  // namespace qpv::handlers\n")
