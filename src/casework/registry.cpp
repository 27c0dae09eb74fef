#include "casework/registry.hpp"

#include <algorithm>

#include "records/derived/protection.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;
using records::derived::is_changed;

constexpr std::string_view link_key = "registry_record_id";
constexpr std::string_view type = "registry_record";

struct Stamp {
    const char* on_case;
    const char* on_registry;
};
constexpr Stamp stamps[] = {{"registry_id_display", "registry_id_display"},
                            {"registry_name", "name"},
                            {"registry_no", "registry_no"},
                            {"registry_location_current", "location_current"}};

/// What the registry record's protection masks is not carried to where it would not be masked.
void stamp(const forms::Definitions& definitions, json::Object& child_case,
           const json::Object& registry_record) {
    const auto module_id = json::string_or(registry_record, "module_id");
    for (const auto& one : stamps) {
        const bool is_masked =
            records::is_protected(registry_record) &&
            records::may_be_masked(definitions, {type, one.on_registry}, module_id);
        const auto* value = is_masked ? nullptr : registry_record.if_contains(one.on_registry);
        const auto* known = child_case.if_contains(one.on_case);
        if (value == nullptr && known == nullptr) continue;
        child_case[one.on_case] = value == nullptr ? json::Value(nullptr) : *value;
    }
}

/// Of a record that is gone nobody knows any more what it masked.
json::Value covered(const records::Look& look, const records::Told& told) {
    if (told.link.empty()) return told.value;
    const auto known = look.find(type, told.link);
    const auto stamp = std::ranges::find(stamps, told.key, &Stamp::on_case);
    const bool is_hidden =
        known == nullptr || records::is_masked(look.definitions(), *known, stamp->on_registry);
    return is_hidden ? records::masked(told.value) : told.value;
}

std::unexpected<Error> no_such_registry_record() {
    return refuse_field(Errc::invalid, "/registry_record_id",
                        MessageKey{"errors.links.no_registry_record"});
}

}  // namespace

Result<> link_registry_record(Edit& edit, Draft& child_case) {
    if (!is_changed(child_case.before, child_case.data(), link_key)) return {};
    const auto named = json::string_or(child_case.data(), link_key);
    if (named.empty()) {
        stamp(edit.definitions(), child_case.data(), {});
        return {};
    }
    const auto id = RecordId::parse(named);
    if (!id) return no_such_registry_record();
    const auto known = edit.look_at(type, *id);
    if (!known && known.error().code == Errc::not_found) return no_such_registry_record();
    if (!known) return std::unexpected(known.error());
    const auto& actor = edit.actor();
    if (!actor.is_system() && !access::in_scope(actor, type, **known))
        return refuse_field(Errc::forbidden, "/registry_record_id", MessageKey{"errors.forbidden"});
    stamp(edit.definitions(), child_case.data(), **known);
    return {};
}

Result<> restamp_cases_of_registry(Edit& edit, Draft& registry_record) {
    if (registry_record.is_new) return {};
    const auto changed = [&](std::string_view key) {
        return is_changed(registry_record.before, registry_record.data(), key);
    };
    const bool is_other =
        changed("hidden_name") ||
        std::ranges::any_of(stamps, [&](const auto& one) { return changed(one.on_registry); });
    if (!is_other) return {};
    const auto id = registry_record.id().text();
    AMPARO_TRY(const auto linked,
               edit.matching("case", index::Filter{index::AnyOf{std::string(link_key), {id}}}));
    for (const auto& case_id : linked) {
        AMPARO_TRY(auto* child_case, edit.open({.record_type = "case",
                                                .id = case_id,
                                                .cause = "registry_record",
                                                .stamp = records::Stamp::by_system}));
        if (json::string_or(child_case->data(), link_key) == id)
            stamp(edit.definitions(), child_case->data(), registry_record.data());
    }
    return {};
}

std::vector<records::Veil> veils_of_registry() {
    std::vector<records::Veil> veils;
    for (const auto& one : stamps) veils.push_back({"case", one.on_case, link_key, covered});
    return veils;
}

}  // namespace amparo::casework
