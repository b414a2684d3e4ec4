# qpv_test(NAME name LABELS label... SOURCES file... LIBS target... [ENV "VAR=value"...])
# One GoogleTest binary, one ctest entry. A test that lacks something (shared data) skips and says
# so; ctest then shows it as skipped, not passed.
function(qpv_test)
  cmake_parse_arguments(arg "" "NAME" "LABELS;SOURCES;LIBS;ENV" ${ARGN})
  add_executable(${arg_NAME} ${arg_SOURCES})
  target_link_libraries(${arg_NAME} PRIVATE qpv_flags ${arg_LIBS} GTest::gtest GTest::gtest_main)
  target_include_directories(${arg_NAME} PRIVATE "${PROJECT_SOURCE_DIR}")
  set_target_properties(${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  add_test(NAME ${arg_NAME} COMMAND ${arg_NAME} --gtest_brief=1)
  set_tests_properties(${arg_NAME} PROPERTIES
    LABELS "${arg_LABELS}"
    ENVIRONMENT "QPV_BIN=${CMAKE_BINARY_DIR}/bin;QPV_SOURCE=${PROJECT_SOURCE_DIR};${arg_ENV}"
    TIMEOUT 600)
endfunction()
