#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {

// Always of all traces there are: Primero v2 keeps names of traces that are gone (§3.25).
Changes gather_traces(const json::Object& before, const json::Object& after,
                      const Context& context) {
    constexpr std::string_view section = "tracing_request_subform_section";
    Changes changes;
    if (!context.is_new && !is_changed(before, after, section)) return changes;
    changes["tracing_names"] = distinct_column(after, section, "name");
    changes["tracing_nicknames"] = distinct_column(after, section, "name_nickname");
    return changes;
}

}  // namespace amparo::records::derived
