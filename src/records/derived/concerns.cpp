#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {

// The union never removes: a concern once recorded stays until someone takes it away by hand.
Changes gather_concerns(const json::Object& before, const json::Object& after,
                        const Context& context) {
    constexpr std::string_view subform = "protection_concern_detail_subform_section";
    Changes changes;
    if (!context.is_new && !is_changed(before, after, subform)) return changes;
    json::Array concerns;
    if (const auto* stored = json::find_array(after, "protection_concerns")) concerns = *stored;
    const auto count = concerns.size();
    for (const auto& concern : distinct_column(after, subform, "protection_concern_type"))
        append_distinct(concerns, concern);
    if (concerns.size() != count) changes["protection_concerns"] = std::move(concerns);
    return changes;
}

Changes map_needs_codes(const json::Object& before, const json::Object& after,
                        const Context& context) {
    Changes changes;
    const auto* mapping =
        json::find_object(context.definitions.system_settings(), "unhcr_needs_codes_mapping");
    if (mapping == nullptr || !json::bool_or(*mapping, "autocalculate", false)) return changes;
    const auto* codes_by_concern = json::find_object(*mapping, "mapping");
    if (codes_by_concern == nullptr || !is_changed(before, after, "protection_concerns"))
        return changes;
    json::Array codes;
    for (const auto& concern : json::string_list(after, "protection_concerns")) {
        const auto* code = codes_by_concern->if_contains(concern);
        if (code != nullptr && !json::is_blank(*code)) append_distinct(codes, *code);
    }
    changes["unhcr_needs_codes"] = std::move(codes);
    return changes;
}

}  // namespace amparo::records::derived
