# amparo_units(target sources): compiles several files of a target as one, which takes a third of
# the time, as their headers are read once. units.awk says which may go together; what tests of
# several modules share stays alone, as a file can be in one group only.
function(amparo_units target sources)
  if(NOT AMPARO_UNITS)
    return()
  endif()
  list(FILTER sources EXCLUDE REGEX "_test_support\\.cpp$|/tests/support/")
  if(NOT sources)
    return()
  endif()
  list(GET sources 0 first)
  string(REGEX REPLACE "^(${CMAKE_SOURCE_DIR}/[^/]+/[^/]+)/.*" "\\1" folder "${first}")
  file(GLOB_RECURSE headers ${CMAKE_SOURCE_DIR}/src/base/*.hpp ${folder}/*.hpp)
  execute_process(
    COMMAND awk -f ${CMAKE_SOURCE_DIR}/cmake/units.awk ${headers} ${sources} ${sources}
    OUTPUT_VARIABLE groups COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "[0-9]+ [^\n]+" groups "${groups}")
  foreach(line ${groups})
    string(REGEX MATCH "^([0-9]+) (.+)$" line "${line}")
    set_source_files_properties(${CMAKE_MATCH_2} PROPERTIES UNITY_GROUP unit_${CMAKE_MATCH_1})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # A new name may part files that went together before.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources}
    ${CMAKE_SOURCE_DIR}/cmake/units.awk)
endfunction()
