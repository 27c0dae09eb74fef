#include "records/reveal.hpp"

#include "records/beholder.hpp"
#include "records/look.hpp"
#include "records/representation.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view see_names = "export_hidden_names";

/// Whoever may change the record may take the protection away, so they may look; others by a right
/// that nobody has by managing everything.
std::string_view right_to_reveal(const access::Actor& actor, std::string_view record_type) {
    const bool by_name = !actor.is_system() && actor.role().lists(record_type, see_names);
    return by_name ? "read" : "update";
}

}  // namespace

Result<json::Object> reveal(const Service& records, const access::Actor& actor,
                            std::string_view record_type, const RecordId& id) {
    AMPARO_TRY(const auto record,
               records.read_for(actor, record_type, id, right_to_reveal(actor, record_type)));
    const auto definitions = records.dependencies().definitions();
    json::Object revealed{{"id", id.text()}};
    for (auto& [key, value] : show_revealed(records, actor, record)) {
        const bool is_photo = key == "photo" && is_masked(*definitions, record, "photos");
        if (!is_photo && !is_masked(*definitions, record, key)) continue;
        if (!json::is_blank(value)) revealed[key] = std::move(value);
    }
    return revealed;
}

json::Object show_revealed(const Service& records, const access::Actor& actor,
                           const store::StoredRecord& record) {
    const auto& on = records.dependencies();
    const auto definitions = on.definitions();
    const auto readable = readable_of(on, actor, definitions, record);
    const Look look(on, actor, definitions);
    return represent(record, {.actor = actor,
                              .definitions = *definitions,
                              .readable = *readable,
                              .fields = {},
                              .look = &look,
                              .is_revealed = true});
}

}  // namespace amparo::records
