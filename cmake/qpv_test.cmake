# qpv_test(NAME name LABELS label... SOURCES file... LIBS target... [ENV "VAR=value"...] [PARTS n]
#          [COMPUTES])
# One GoogleTest binary, one ctest entry, or n that share its tests and run side by side. A test that
# lacks something (shared data) skips and says so; ctest then shows it as skipped, not passed.
# COMPUTES: much of its time is its own.

# Of most tests it is not: making their own code quick would take longer than it saves.
# (_FORTIFY_SOURCE wants some optimisation.)
set(test_code_optimised -O1)
if(QPV_SANITIZE)
  set(test_code_optimised -O0)
endif()

function(qpv_test)
  cmake_parse_arguments(arg "COMPUTES" "NAME;PARTS" "LABELS;SOURCES;LIBS;ENV" ${ARGN})
  add_executable(${arg_NAME} ${arg_SOURCES})
  target_link_libraries(${arg_NAME} PRIVATE qpv_flags ${arg_LIBS} GTest::gtest GTest::gtest_main)
  if(NOT arg_COMPUTES)
    target_compile_options(${arg_NAME} PRIVATE ${test_code_optimised})
  endif()
  target_include_directories(${arg_NAME} PRIVATE "${PROJECT_SOURCE_DIR}")
  set_target_properties(${arg_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  set(env "QPV_BIN=${CMAKE_BINARY_DIR}/bin;QPV_SOURCE=${PROJECT_SOURCE_DIR};${arg_ENV}")
  if(NOT arg_PARTS)
    set(arg_PARTS 1)
  endif()
  foreach(part RANGE 1 ${arg_PARTS})
    set(entry ${arg_NAME})
    if(arg_PARTS GREATER 1)
      set(entry ${arg_NAME}_${part})
    endif()
    math(EXPR shard "${part} - 1")
    add_test(NAME ${entry} COMMAND ${arg_NAME} --gtest_brief=1)
    set_tests_properties(${entry} PROPERTIES
      LABELS "${arg_LABELS}"
      ENVIRONMENT "${env};GTEST_TOTAL_SHARDS=${arg_PARTS};GTEST_SHARD_INDEX=${shard}"
      TIMEOUT 600)
  endforeach()
endfunction()
