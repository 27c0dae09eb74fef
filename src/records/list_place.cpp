#include "records/list_place.hpp"

#include <algorithm>

#include "base/crypto.hpp"

namespace amparo::records {
namespace {

// The key of the longest sorted text, sealed and as text, is a third of it.
constexpr std::size_t place_bytes_max = 4096;

std::string purpose_of(const PlacedList& list) {
    return "list place|" + list.actor.name().text() + "|" + list.record_type + "|" +
           list.sort.column + (list.sort.descending ? "|desc" : "|asc");
}

crypto::Key key_of(const Dependencies& on) {
    return on.database->keys().derived("list place");
}

std::unexpected<Error> no_place() {
    return refuse_field(Errc::invalid, "after", MessageKey{"errors.filters.after"});
}

}  // namespace

std::string write_place(const Dependencies& on, const PlacedList& list, const index::Place& place) {
    std::string plain = place.id.text();
    plain += place.is_last ? 'l' : 'f';
    plain += place.value ? 'v' : 'n';
    plain += place.value.value_or("");
    return crypto::base64_url(crypto::seal(key_of(on), purpose_of(list), plain, *on.random));
}

Result<index::Place> read_place(const Dependencies& on, const PlacedList& list,
                                const std::string& text) {
    if (text.size() > place_bytes_max) return no_place();
    auto standard = text;
    std::ranges::replace(standard, '-', '+');
    std::ranges::replace(standard, '_', '/');
    const auto sealed = crypto::from_base64(standard);
    if (!sealed) return no_place();
    const auto plain = crypto::unseal(key_of(on), purpose_of(list), *sealed);
    if (!plain) return no_place();
    const auto id_size = RecordId().text().size();
    const auto marks = plain->size() < id_size + 2 ? std::string() : plain->substr(id_size, 2);
    auto id = RecordId::parse(plain->substr(0, id_size));
    if (!id || marks.empty()) return no_place();
    index::Place place{.is_last = marks[0] == 'l', .value = std::nullopt, .id = *id};
    if (marks[1] == 'v') place.value = plain->substr(id_size + 2);
    return place;
}

}  // namespace amparo::records
