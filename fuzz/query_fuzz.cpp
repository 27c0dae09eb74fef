// Any bytes as a query string: decoding, bracket keys and the filter grammar refuse or accept,
// and what was decoded encodes back to the same pairs.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "http/parameters.hpp"
#include "http/target.hpp"
#include "records/list_query.hpp"
#include "records/narrow_views.hpp"
#include "records/parameter_tree.hpp"

namespace {

using namespace amparo;

void require(bool condition) {
    if (!condition) std::abort();
}

std::string encoded(const http::Pairs& pairs) {
    std::string text;
    for (const auto& [key, value] : pairs) {
        if (!text.empty()) text += '&';
        text += http::percent_encode(key) + "=" + http::percent_encode(value);
    }
    return text;
}

index::Schema schema() {
    using index::Column;
    using index::ColumnKind;
    return {.record_type = "case",
            .columns = {Column{.name = "sex", .kind = ColumnKind::keyword},
                        Column{.name = "age", .kind = ColumnKind::number, .sortable = true},
                        Column{.name = "created_at",
                               .kind = ColumnKind::date,
                               .sortable = true,
                               .is_instant = true},
                        Column{.name = "location_current", .kind = ColumnKind::location},
                        Column{.name = "name", .kind = ColumnKind::name, .sortable = true},
                        Column{.name = "short_id", .kind = ColumnKind::identifier}},
            .identifier_columns = {"short_id"},
            .name_columns = {"name"},
            .phone_columns = {}};
}

void ask(const http::Pairs& pairs, records::Handling handling) {
    static const auto columns = schema();
    static const auto actor = access::Actor::system();
    access::FieldMask readable;
    for (const auto& column : columns.columns) readable.fields.insert(column.name);
    const records::Dependencies on;
    static const auto definitions = *forms::Definitions::load({});
    records::NarrowViews narrow(on, actor, nullptr, "case");
    const auto query =
        records::list_query({.actor = actor,
                             .definitions = *definitions,
                             .readable = readable,
                             .preview = readable,
                             .schema = columns,
                             .narrow = narrow},
                            {.record_type = "case", .parameters = pairs, .handling = handling});
    if (query) require(query->per <= 1000 && query->page >= 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto pairs = http::parse_form(text);
    if (!pairs) return 0;
    const auto again = http::parse_form(encoded(*pairs));
    require(again.has_value() && *again == *pairs);
    const auto object = http::to_object(*pairs);
    if (object) static_cast<void>(json::write(*object));
    static_cast<void>(http::list_values(*pairs, "a"));
    static_cast<void>(records::parameter_tree(*pairs));
    ask(*pairs, records::Handling::lenient);
    ask(*pairs, records::Handling::strict);
    return 0;
}
