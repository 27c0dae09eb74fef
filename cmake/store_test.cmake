# The store's contract tests run on both engines, so they start a PostgreSQL server.
if(TARGET amparo_store_test)
  target_sources(amparo_store_test PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/postgres.cpp)
  target_include_directories(amparo_store_test PRIVATE ${CMAKE_SOURCE_DIR})
endif()
