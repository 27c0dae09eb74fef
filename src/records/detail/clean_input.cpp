#include <algorithm>
#include <set>

#include "forms/validation.hpp"
#include "records/beholder.hpp"
#include "records/derived/protection.hpp"
#include "records/derived/values.hpp"
#include "records/detail/write_context.hpp"
#include "records/system_values.hpp"

namespace amparo::records::detail {
namespace {

using Keys = std::set<std::string, std::less<>>;

std::shared_ptr<const access::WriteMask> mask_of(const WriteContext& context,
                                                 const CleanRequest& request) {
    const auto kind =
        request.stored == nullptr ? access::WriteKind::create : access::WriteKind::update;
    // What is shared is written as whoever it is shared with, new records as oneself.
    const auto writer =
        request.stored == nullptr
            ? context.actor
            : beholder_of(context.on, context.actor, context.record_type, *request.stored);
    return context.on.masks->writable(writer, context.definitions,
                                      {.record_type = context.record_type,
                                       .module_id = request.module_id,
                                       .kind = kind,
                                       .record_action = request.record_action});
}

/// Sending the stored value of a key one may not change is fine; changing it is not
/// (case-management.md §1.5, rule 1).
Result<> check_refused(const CleanRequest& request, const access::WriteMask& mask) {
    static const json::Object nothing;
    const auto& stored = request.stored == nullptr ? nothing : *request.stored;
    for (const auto& [key, value] : request.data) {
        if (mask.refused_keys.contains(std::string_view(key)) &&
            derived::is_changed(stored, request.data, key))
            return refuse_field(Errc::forbidden, key, MessageKey{"errors.forbidden"});
    }
    return {};
}

json::Object system_part(const CleanRequest& request, const access::WriteMask& mask) {
    json::Object part;
    for (const auto& [key, value] : request.data) {
        if (mask.system_keys.contains(std::string_view(key))) part[key] = value;
    }
    return part;
}

forms::ValidatedData form_part(const WriteContext& context, const CleanRequest& request,
                               const access::WriteMask& mask) {
    forms::ValidationContext world{
        .definitions = *context.definitions,
        .today = context.today,
        .agency_exists =
            [&](std::string_view id) {
                return context.directory->agency(AgencyId(std::string(id))) != nullptr;
            },
        .user_exists =
            [&](std::string_view name) { return context.directory->user(name) != nullptr; },
    };
    // What the form shows read-only is not taken from a client either, except from those who
    // manage the type (forms.md §6.1).
    if (!context.actor.can(context.record_type, "manage"))
        world.disabled_fields = forms::DisabledFields::ignored;
    if (request.handling == Handling::strict) world.unknown_keys = forms::UnknownKeys::refused;
    return forms::validate({.input = request.data,
                            .fields = mask.form_fields,
                            .stored = request.stored,
                            .is_other_key =
                                [&](std::string_view key) {
                                    return key == "id" || mask.system_keys.contains(key) ||
                                           mask.refused_keys.contains(key);
                                }},
                           world);
}

/// Whether the value of the key is only what a client was shown in its place.
bool is_shown_mask(const WriteContext& context, const CleanRequest& request, std::string_view key,
                   const json::Value& value) {
    return is_mask(value) &&
           may_be_masked(*context.definitions, {context.record_type, key}, request.module_id);
}

/// The input without masks that were sent back (case-management.md §3.14): a date would be none.
json::Object without_masks(const WriteContext& context, const CleanRequest& request) {
    json::Object rest;
    rest.reserve(request.data.size());
    for (const auto& [key, value] : request.data) {
        if (!is_shown_mask(context, request, key, value)) rest.emplace(key, value);
    }
    return rest;
}

bool holds_masks(const WriteContext& context, const CleanRequest& request) {
    return std::ranges::any_of(request.data, [&](const auto& member) {
        return is_shown_mask(context, request, member.key(), member.value());
    });
}

/// Actions such as add_note add rows; rows that are stored already are not touched by them.
void keep_new_rows(const CleanRequest& request, const access::WriteMask& mask, json::Object& data) {
    if (request.stored == nullptr) return;
    for (const auto& subform : mask.append_only_subforms) {
        auto* value = data.if_contains(subform);
        auto* sent = value == nullptr ? nullptr : value->if_array();
        if (sent == nullptr) continue;
        Keys stored_ids;
        for (const auto* row : derived::rows(*request.stored, subform))
            stored_ids.insert(json::string_or(*row, "unique_id"));
        json::Array fresh;
        for (auto& element : *sent) {
            const auto* row = element.if_object();
            if (row == nullptr || stored_ids.contains(json::string_or(*row, "unique_id"))) continue;
            fresh.push_back(std::move(element));
        }
        *sent = std::move(fresh);
    }
}

Result<CleanInput> clean(const WriteContext& context, const CleanRequest& request) {
    const auto mask = mask_of(context, request);
    AMPARO_CHECK(check_refused(request, *mask));
    auto validated = form_part(context, request, *mask);
    auto problems = std::move(validated.problems);
    auto system = check_system_values(*context.definitions, context.record_type,
                                      system_part(request, *mask), problems);
    if (!problems.empty())
        return std::unexpected(Error{.code = Errc::invalid,
                                     .message = "errors.invalid_record_json",
                                     .problems = std::move(problems)});
    keep_new_rows(request, *mask, validated.data);
    for (auto& [key, value] : system) validated.data[key] = std::move(value);
    return CleanInput{.data = std::move(validated.data), .mask = mask};
}

}  // namespace

Result<CleanInput> clean_input(const WriteContext& context, const CleanRequest& request) {
    if (!holds_masks(context, request)) return clean(context, request);
    const auto data = without_masks(context, request);
    return clean(context, {.data = data,
                           .stored = request.stored,
                           .module_id = request.module_id,
                           .record_action = request.record_action,
                           .handling = request.handling});
}

}  // namespace amparo::records::detail
