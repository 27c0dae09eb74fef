#include "exchange/archive.hpp"

#include <boost/crc.hpp>
#include <cstdint>
#include <limits>
#include <set>

#include "base/error.hpp"

namespace amparo::exchange {
namespace {

// APPNOTE.TXT of PKWARE, §4.3: the records of an archive of stored files.
constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::uint32_t central_mark = 0x02014b50;
constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint16_t version = 20;
constexpr std::uint16_t made_on_unix = (3U << 8) | version;  // names and rights are read as such
constexpr std::uint32_t plain_file = 0100644U << 16;
constexpr std::uint16_t names_are_utf8 = 1U << 11;
constexpr std::uint16_t first_day = 0x21;  // 1980-01-01, the first that the format knows

template <class Number>
void put(std::string& out, Number number) {
    for (std::size_t byte = 0; byte < sizeof(Number); ++byte)
        out += static_cast<char>((number >> (8 * byte)) & 0xFFU);
}

std::uint32_t checksum(const std::string& bytes) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

/// What both headers of a file say of it.
void put_facts(std::string& out, const ArchivedFile& file) {
    const auto size = static_cast<std::uint32_t>(file.bytes.size());
    put(out, version);
    put(out, names_are_utf8);
    put(out, std::uint16_t{0});  // stored
    put(out, std::uint16_t{0});  // midnight
    put(out, first_day);
    put(out, checksum(file.bytes));
    put(out, size);
    put(out, size);
    put(out, static_cast<std::uint16_t>(file.name.size()));
    put(out, std::uint16_t{0});  // nothing extra
}

/// "case-1a2b.pdf" becomes "case-1a2b-2.pdf".
void make_distinct(std::vector<ArchivedFile>& files) {
    std::set<std::string> taken;
    for (auto& file : files) {
        const auto dot = file.name.rfind('.');
        const auto stem = file.name.substr(0, dot);
        const auto ending = dot == std::string::npos ? "" : file.name.substr(dot);
        for (int number = 2; !taken.insert(file.name).second; ++number)
            file.name = stem + "-" + std::to_string(number) + ending;
    }
}

}  // namespace

std::string zip_of(std::vector<ArchivedFile> files) {
    make_distinct(files);
    AMPARO_REQUIRE(files.size() < std::numeric_limits<std::uint16_t>::max());
    std::string archive;
    std::string directory;
    for (const auto& file : files) {
        AMPARO_REQUIRE(archive.size() + file.bytes.size() <
                       std::numeric_limits<std::uint32_t>::max());
        const auto offset = static_cast<std::uint32_t>(archive.size());
        put(archive, local_mark);
        put_facts(archive, file);
        archive += file.name + file.bytes;
        put(directory, central_mark);
        put(directory, made_on_unix);
        put_facts(directory, file);
        put(directory, std::uint16_t{0});  // no comment
        put(directory, std::uint16_t{0});  // the first disk
        put(directory, std::uint16_t{0});  // no text, as far as we know
        put(directory, plain_file);
        put(directory, offset);
        directory += file.name;
    }
    const auto count = static_cast<std::uint16_t>(files.size());
    const auto offset = static_cast<std::uint32_t>(archive.size());
    archive += directory;
    put(archive, end_mark);
    put(archive, std::uint32_t{0});  // one disk
    put(archive, count);
    put(archive, count);
    put(archive, static_cast<std::uint32_t>(directory.size()));
    put(archive, offset);
    put(archive, std::uint16_t{0});  // no comment
    return archive;
}

}  // namespace amparo::exchange
