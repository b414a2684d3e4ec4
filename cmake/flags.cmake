# One INTERFACE target carries every flag; each target of ours links to it.
add_library(qpv_flags INTERFACE)

target_compile_options(qpv_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Wnull-dereference
  # A neighbour's name is not shadowed: cmake/unity.cmake.
  $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>
  $<$<BOOL:${QPV_WERROR}>:-Werror>)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 at -O2 reports the first two falsely inside Boost.Geometry and RapidJSON, through
  # inlining, even though they are system headers, and the third for any std::string that is
  # assigned a one-character literal (GCC bug 105651). clang has none of these bugs and checks the
  # same code.
  target_compile_options(qpv_flags INTERFACE -Wno-maybe-uninitialized -Wno-null-dereference
                         -Wno-restrict)
endif()

# The callback style of Beast with std::string_view compiles on g++ 12 and clang 14.
target_compile_definitions(qpv_flags INTERFACE BOOST_BEAST_USE_STD_STRING_VIEW
                           BOOST_ASIO_NO_DEPRECATED)

if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_definitions(qpv_flags INTERFACE _GLIBCXX_ASSERTIONS)
elseif(NOT QPV_SANITIZE)
  target_compile_options(qpv_flags INTERFACE -fstack-protector-strong -fstack-clash-protection
                         -fcf-protection)
  target_compile_definitions(qpv_flags INTERFACE _FORTIFY_SOURCE=2)
  target_link_options(qpv_flags INTERFACE -pie -Wl,-z,relro,-z,now)
endif()

if(QPV_SANITIZE STREQUAL "address")
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined
      -fno-omit-frame-pointer)
elseif(QPV_SANITIZE STREQUAL "thread")
  set(sanitizers -fsanitize=thread -fno-omit-frame-pointer)
elseif(QPV_SANITIZE)
  message(FATAL_ERROR "QPV_SANITIZE is address or thread, not ${QPV_SANITIZE}")
endif()
if(QPV_FUZZ)
  list(APPEND sanitizers -fsanitize=fuzzer-no-link)  # coverage of all code of ours
endif()
target_compile_options(qpv_flags INTERFACE ${sanitizers})
target_link_options(qpv_flags INTERFACE ${sanitizers})
