// Two cases that are one child, compared, merged and parted again (case-management.md §3.22).
#include "api/pair_log.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/messages.hpp"
#include "base/settings.hpp"
#include "casework/merging/merge.hpp"

namespace amparo::api {

namespace {

Result<casework::MergePair> pair_of(const Call& call) {
    AMPARO_TRY(const auto survivor, record_of(call));
    const auto other = RecordId::parse(call.request().path_parameter("other_id"));
    if (!other) return refuse(Errc::not_found, "errors.not_found");
    return casework::MergePair{survivor, *other};
}

Result<store::Revision> revision_in(const json::Object& data, const char* key) {
    const auto revision = json::find_integer(data, key);
    if (revision && *revision > 0) return *revision;
    return refuse_field(Errc::invalid, std::string("/data/") + key, "errors.fields.required");
}

Result<json::Object> choices_in(const json::Object& data) {
    const auto* choices = data.if_contains("choices");
    if (choices == nullptr) return json::Object();
    if (const auto* object = choices->if_object()) return *object;
    return refuse_field(Errc::invalid, "/data/choices", "errors.merge.choice");
}

Result<casework::MergeInput> input_of(const Call& call, const casework::MergePair& pair) {
    casework::MergeInput input{.pair = pair};
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(input.revision, revision_in(data, "revision"));
    AMPARO_TRY(input.other_revision, revision_in(data, "other_revision"));
    AMPARO_TRY(input.choices, choices_in(data));
    AMPARO_TRY(input.repetition, repetition_of(call));
    const auto seen = if_match_of(call, pair.survivor);
    if (seen && *seen != input.revision)
        return refuse(Errc::precondition_failed, "errors.precondition_failed");
    return input;
}

/// The audit log has a line for the other case too.
void log_other(const Call& call, const casework::MergePair& pair, std::string_view action) {
    log_beside(call, {.record_type = "case", .id = pair.other}, action);
}

Result<http::Response> list_merges(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(auto merges, casework::list_merges(call.actor(), call.services().records, id));
    return ok(std::move(merges));
}

/// What stands in the way, in the words of the caller's language.
void add_sentences(const Call& call, json::Object& seen) {
    const auto& services = call.services();
    auto locale = call.actor().user().locale;
    if (locale.empty()) locale = services.settings.text("locale.default");
    for (auto& obstacle : seen["obstacles"].as_array()) {
        auto& entry = obstacle.as_object();
        entry["message"] = services.messages.text(locale, json::string_or(entry, "code"));
    }
}

Result<http::Response> preview(Call& call) {
    AMPARO_TRY(const auto pair, pair_of(call));
    AMPARO_TRY(auto seen, casework::preview_merge(call.actor(), call.services().records, pair));
    add_sentences(call, seen);
    log_other(call, pair, "merge_preview");
    return ok(std::move(seen));
}

Result<http::Response> merge(Call& call) {
    AMPARO_TRY(const auto pair, pair_of(call));
    AMPARO_TRY(const auto input, input_of(call, pair));
    AMPARO_TRY(auto merged, casework::merge_cases(call.actor(), call.services().records, input));
    log_other(call, pair, "merge");
    return ok(std::move(merged));
}

Result<http::Response> undo(Call& call) {
    AMPARO_TRY(const auto pair, pair_of(call));
    AMPARO_TRY(const auto repetition, repetition_of(call));
    AMPARO_TRY(auto undone,
               casework::undo_merge(call.actor(), call.services().records, pair, repetition));
    log_other(call, pair, "unmerge");
    return ok(std::move(undone));
}

}  // namespace

Routes case_merge_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/cases/{record_id}/merges";
    constexpr std::string_view one = "/api/v2/cases/{record_id}/merges/{other_id}";
    constexpr std::string_view model = "Child";
    return {{.method = Method::get,
             .pattern = all,
             .handler = list_merges,
             .model = model,
             .action = "merges"},
            {.method = Method::get,
             .pattern = one,
             .handler = preview,
             .model = model,
             .action = "merge_preview"},
            {.method = Method::post,
             .pattern = one,
             .handler = merge,
             .model = model,
             .action = "merge"},
            {.method = Method::del,
             .pattern = one,
             .handler = undo,
             .model = model,
             .action = "unmerge"}};
}

}  // namespace amparo::api
