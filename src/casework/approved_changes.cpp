#include "casework/approved_changes.hpp"

#include <algorithm>

#include "casework/detail/module_options.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

constexpr std::string_view entries_key = "approval_subforms";
constexpr const char* since_key = "changed_since";

bool is_approved(const json::Object& data, std::string_view approval) {
    return json::string_or(data, "approval_status_" + std::string(approval)) == "approved";
}

bool has_changed(const records::Draft& draft, const forms::Form& form) {
    return std::ranges::any_of(form.fields, [&](const auto& field) {
        return field.name != entries_key &&
               records::derived::is_changed(draft.before, draft.data(), field.name);
    });
}

/// The last answer that said yes; nullptr when it is not among the entries.
json::Object* last_approval(json::Object& data, std::string_view approval) {
    auto* value = data.if_contains(entries_key);
    auto* entries = value == nullptr ? nullptr : value->if_array();
    json::Object* last = nullptr;
    if (entries == nullptr) return last;
    for (auto& element : *entries) {
        auto* entry = element.if_object();
        if (entry == nullptr) continue;
        const bool is_yes = json::string_or(*entry, "approval_response_for") == approval &&
                            json::string_or(*entry, "approval_status") == "approved";
        if (is_yes) last = entry;
    }
    return last;
}

}  // namespace

Result<> note_changes_since_approval(records::Edit& edit, records::Draft& draft) {
    if (draft.is_new || !draft.is_form_save) return {};
    const detail::ModuleOptions options(edit.definitions(), draft.before);
    const auto* forms = options.object("approval_forms_to_alert");
    if (forms == nullptr) return {};
    for (const auto& [form_id, value] : *forms) {
        const auto* approval = value.if_string();
        const auto* form = edit.definitions().form(form_id);
        if (approval == nullptr || form == nullptr || !is_approved(draft.before, *approval))
            continue;
        if (!is_approved(draft.data(), *approval) || !has_changed(draft, *form)) continue;
        auto* entry = last_approval(draft.data(), *approval);
        if (entry != nullptr && !entry->contains(since_key))
            (*entry)[since_key] = format_instant(edit.now());
    }
    return {};
}

}  // namespace amparo::casework
