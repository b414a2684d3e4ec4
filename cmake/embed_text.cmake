# Run as a script at build time: writes OUT, a .cc file with the text of FILES (a list of paths), one
# after the other in the order of their names, each after a line "# file: NAME". It defines the function
# FUNCTION in namespace NAMESPACE, a std::string_view, as HEADER declares it.
list(SORT FILES)
set(bytes "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  string(HEX "# file: ${name}\n" mark)
  file(READ "${file}" text HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," text "${mark}${text}")
  string(APPEND bytes "${text}\n")
endforeach()
file(WRITE "${OUT}" "// Made by cmake/embed_text.cmake\n#include \"${HEADER}\"\n\n"
  "namespace ${NAMESPACE} {\nnamespace {\nconstexpr char kText[] = {\n${bytes}'\\0'};\n}  // namespace\n\n"
  "std::string_view ${FUNCTION}() { return {kText, sizeof kText - 1}; }\n\n}  // namespace ${NAMESPACE}\n")
