# One set of flags for everything we compile: warnings are errors.
add_library(amparo_options INTERFACE)
target_compile_options(amparo_options INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports impossible accesses inside inlined standard containers at -O2; the sanitizer
  # builds look for the real ones. -fpch-preprocess lets ccache work with precompiled headers.
  target_compile_options(amparo_options INTERFACE -fpch-preprocess -Wno-restrict
    -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-maybe-uninitialized
    -Wno-dangling-pointer -Wno-free-nonheap-object)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # The sorting of GCC 12's library uses what it has deprecated itself.
  target_compile_options(amparo_options INTERFACE -Wno-deprecated-declarations)
endif()
if(AMPARO_UNITS)
  # A local name says nothing of a constant in a neighbouring file; debug builds look for the rest.
  # What a file declares for itself alone is not in a header because another file includes it.
  target_compile_options(amparo_options INTERFACE -Wno-shadow
    $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(AMPARO_SANITIZE)
  target_compile_options(amparo_options INTERFACE -fsanitize=${AMPARO_SANITIZE}
    -fno-omit-frame-pointer)
  target_link_options(amparo_options INTERFACE -fsanitize=${AMPARO_SANITIZE})
  # SOCI does not export the type information of its classes, which this check would need.
  if(AMPARO_SANITIZE MATCHES "undefined")
    target_compile_options(amparo_options INTERFACE -fno-sanitize=vptr)
  endif()
  # The thread sanitizer knows no fences, and GCC warns of them. Asio's are for platforms whose
  # queues of handlers have no locks; ours has.
  if(AMPARO_SANITIZE MATCHES "thread")
    target_compile_definitions(amparo_options INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
endif()
target_include_directories(amparo_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(amparo_options INTERFACE
  BOOST_ASIO_NO_DEPRECATED
  AMPARO_VERSION="${PROJECT_VERSION}"
  $<$<CONFIG:Debug>:AMPARO_DEBUG_BUILD>)

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
