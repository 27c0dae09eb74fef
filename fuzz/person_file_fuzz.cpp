// Any bytes as a person file and as a column map: both are refused or read, and what was read can
// be compared.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "matching/links/link.hpp"

namespace {

namespace links = amparo::matching::links;

const links::ColumnMap map{.id = "id",
                           .columns = {{"given", links::Kind::given_name},
                                       {"family", links::Kind::surname},
                                       {"born", links::Kind::date},
                                       {"town", links::Kind::place},
                                       {"zip", links::Kind::postcode},
                                       {"mail", links::Kind::email},
                                       {"phone", links::Kind::phone}}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    static_cast<void>(links::parse_map(text));
    auto table = links::parse_table(text);
    if (!table) return 0;
    for (const auto& row : table->rows) {
        if (row.size() != table->columns.size()) std::abort();
    }
    const std::vector<links::PersonFile> files{{.name = "file", .table = std::move(*table)}};
    const auto people = links::gather(files, map);
    if (!people || people->size() > 64) return 0;
    const auto found = links::link_people(*people, {}, [](auto, auto, auto) {});
    if (!found) std::abort();
    for (const auto& link : *found) {
        if (!(link.score >= 0 && link.score <= 1) || link.a >= link.b) std::abort();
    }
    return 0;
}
