# The tests of the command line run the program itself, some of them on a disk that claims to be
# full: the library is preloaded into it.
add_library(amparo_full_disk MODULE ${CMAKE_SOURCE_DIR}/tests/shims/full_disk.cpp)
target_link_libraries(amparo_full_disk PRIVATE dl)
amparo_test_directory(tests/cli amparo_cli_test)
add_dependencies(amparo_cli_test amparo amparo_full_disk)
# Not for the whole target: it shares the sources of tests/support with the API tests.
set(PROGRAM_PATH "\"$<TARGET_FILE:amparo>\"")
set(FULL_DISK_PATH "\"$<TARGET_FILE:amparo_full_disk>\"")
set_source_files_properties(tests/cli/program.cpp tests/cli/damage_test.cpp PROPERTIES
  COMPILE_DEFINITIONS "AMPARO_PROGRAM=${PROGRAM_PATH};AMPARO_FULL_DISK_SHIM=${FULL_DISK_PATH}")
