# amparo_module(name DEPENDS a b ...): a static library from src/name and a test binary from its
# *_test.cpp files. Files whose name ends in _test_support belong to the tests only; TEST_SUPPORT
# names other modules whose support the tests use too.
set(AMPARO_PCH_HEADERS <algorithm> <array> <chrono> <cstdint> <expected> <functional> <map>
  <memory> <mutex> <optional> <span> <string> <string_view> <unordered_map> <utility> <variant>
  <vector> <boost/json.hpp>)

function(amparo_module name)
  cmake_parse_arguments(MODULE "" "" "DEPENDS;TEST_SUPPORT" ${ARGN})
  set(directory ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${directory}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|_test_support)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "(_test|_test_support)\\.cpp$")
  set(library amparo_${name})
  if(NOT sources)
    add_library(${library} INTERFACE)
    target_link_libraries(${library} INTERFACE amparo_options)
    foreach(other ${MODULE_DEPENDS})
      target_link_libraries(${library} INTERFACE amparo_${other})
    endforeach()
  else()
    add_library(${library} STATIC ${sources})
    target_link_libraries(${library} PUBLIC amparo_options ${AMPARO_LIBRARIES_${name}})
    foreach(other ${MODULE_DEPENDS})
      target_link_libraries(${library} PUBLIC amparo_${other})
    endforeach()
    if(name STREQUAL "base")
      target_precompile_headers(${library} PRIVATE ${AMPARO_PCH_HEADERS})
    else()
      target_precompile_headers(${library} REUSE_FROM amparo_base)
    endif()
    amparo_units(${library} "${sources}")
  endif()
  if(AMPARO_TESTS AND tests)
    foreach(other ${MODULE_TEST_SUPPORT})
      file(GLOB support CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${other}/*_test_support.cpp)
      list(APPEND tests ${support})
    endforeach()
    if("store" IN_LIST MODULE_TEST_SUPPORT)
      list(APPEND tests ${CMAKE_SOURCE_DIR}/tests/support/postgres.cpp)
    endif()
    amparo_test_binary(${library}_test ${library} "${tests}")
  endif()
endfunction()

# Tests are compiled once for each run of them, so that compiling is what they cost: no optimiser.
set(AMPARO_TEST_OPTIONS $<$<CONFIG:Release>:-O0>)

function(amparo_test_binary target library sources)
  if(NOT TARGET amparo_test_headers)
    find_package(GTest REQUIRED)
    add_library(amparo_test_headers STATIC ${CMAKE_SOURCE_DIR}/cmake/test_headers.cpp)
    target_link_libraries(amparo_test_headers PUBLIC amparo_options Boost::json GTest::gmock
      GTest::gtest_main)
    target_compile_options(amparo_test_headers PRIVATE ${AMPARO_TEST_OPTIONS})
    target_precompile_headers(amparo_test_headers PRIVATE ${AMPARO_PCH_HEADERS} <gmock/gmock.h>
      <gtest/gtest.h>)
  endif()
  add_executable(${target} ${sources})
  target_link_libraries(${target} PRIVATE ${library} amparo_test_headers GTest::gmock
    GTest::gtest_main)
  target_compile_options(${target} PRIVATE ${AMPARO_TEST_OPTIONS})
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${target} PRIVATE AMPARO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_precompile_headers(${target} REUSE_FROM amparo_test_headers)
  amparo_units(${target} "${sources}")
endfunction()

# A test binary from a folder outside src/ (tests that cross module borders).
function(amparo_test_directory folder target)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp
    ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
  if(sources)
    amparo_test_binary(${target} amparo_cli "${sources}")
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  endif()
endfunction()
