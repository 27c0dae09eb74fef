# Debian 12 packages only; each is named in docs/decisions with its reason.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(OpenSSL 3 REQUIRED)
find_package(fmt REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-i18n icu-uc)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlienc)
pkg_check_modules(SPDLOG REQUIRED IMPORTED_TARGET spdlog)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(VIPS REQUIRED vips)
pkg_check_modules(PANGO REQUIRED pangocairo)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(FIDO REQUIRED IMPORTED_TARGET libfido2)
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE soci_sqlite3 REQUIRED)
find_library(SOCI_POSTGRES soci_postgresql REQUIRED)
find_library(ROARING roaring REQUIRED)
find_library(MAGIC magic REQUIRED)
find_path(SOCI_INCLUDE soci/soci.h REQUIRED)

add_library(amparo_soci INTERFACE)
target_include_directories(amparo_soci SYSTEM INTERFACE ${SOCI_INCLUDE} /usr/include/soci
  /usr/include/postgresql)
target_link_libraries(amparo_soci INTERFACE ${SOCI_SQLITE} ${SOCI_POSTGRES} ${SOCI_CORE} pq
  PkgConfig::SQLITE dl)

# vips' own flags name -pthread, which would set this module's precompiled headers apart.
add_library(amparo_vips INTERFACE)
target_include_directories(amparo_vips SYSTEM INTERFACE ${VIPS_INCLUDE_DIRS})
target_link_libraries(amparo_vips INTERFACE ${VIPS_LINK_LIBRARIES})

# Pango's own flags name -pthread, as those of vips do.
add_library(amparo_pango INTERFACE)
target_include_directories(amparo_pango SYSTEM INTERFACE ${PANGO_INCLUDE_DIRS})
target_link_libraries(amparo_pango INTERFACE ${PANGO_LINK_LIBRARIES})

# Threads that write at once spend a tenth of their time in glibc's allocator (0017). Sanitizers
# bring an allocator of their own.
add_library(amparo_allocator INTERFACE)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT AMPARO_SANITIZE)
  pkg_check_modules(JEMALLOC REQUIRED jemalloc)
  target_link_libraries(amparo_allocator INTERFACE ${JEMALLOC_LINK_LIBRARIES})
endif()

# What each module links besides the modules above it.
set(AMPARO_LIBRARIES_base Boost::json fmt::fmt PkgConfig::SODIUM PkgConfig::ZSTD PkgConfig::ICU
  PkgConfig::SPDLOG Threads::Threads)
set(AMPARO_LIBRARIES_store amparo_soci)
set(AMPARO_LIBRARIES_index ${ROARING})
set(AMPARO_LIBRARIES_records amparo_vips ${MAGIC})
set(AMPARO_LIBRARIES_http Boost::url OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB PkgConfig::BROTLI
  PkgConfig::ZSTD)
set(AMPARO_LIBRARIES_access crypt OpenSSL::Crypto PkgConfig::FIDO)
set(AMPARO_LIBRARIES_notify PkgConfig::CURL OpenSSL::SSL OpenSSL::Crypto)
set(AMPARO_LIBRARIES_exchange amparo_pango PkgConfig::QPDF PkgConfig::QRENCODE)
