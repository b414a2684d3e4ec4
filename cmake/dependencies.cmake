# Every library of the project, found once. Which folder may use which is in
# docs/ARCHITECTURE.md and held by tests/lint.
find_package(Boost 1.74 REQUIRED)
find_package(GDAL 3.6 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)

find_package(PkgConfig REQUIRED)
# Its CMake package also asks for what its own HTTP server needs.
pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(GEOS REQUIRED IMPORTED_TARGET geos)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)

find_path(RAPIDJSON_INCLUDE_DIR rapidjson/writer.h REQUIRED)
add_library(qpv_rapidjson INTERFACE)
target_include_directories(qpv_rapidjson SYSTEM INTERFACE "${RAPIDJSON_INCLUDE_DIR}")
if(QPV_SANITIZE STREQUAL "address")
  # RapidJSON 1.1.0's stack asks whether null + size fits before its first allocation
  # (internal/stack.h:117), which the undefined-behaviour sanitizer rightly reports. Headers only:
  # the check is left out where they are compiled, geo/json.
  target_compile_options(qpv_rapidjson INTERFACE -fno-sanitize=pointer-overflow)
endif()
