// Assignments, referrals, transfers and requests for them (records.md §17).
#include <array>

#include "api/errors.hpp"
#include "api/once.hpp"
#include "api/record_call.hpp"
#include "api/route.hpp"
#include "base/messages.hpp"
#include "base/settings.hpp"
#include "base/text.hpp"
#include "casework/transitions/bulk.hpp"
#include "casework/transitions/conversation.hpp"
#include "casework/transitions/hand_over_search.hpp"
#include "casework/transitions/operations.hpp"
#include "casework/transitions/preview.hpp"
#include "casework/transitions/visibility.hpp"

namespace amparo::api {

namespace {

using casework::TransitionStatus;
using casework::TransitionType;

// As of approvals. One assignment may write its notes into very many records.
constexpr std::size_t text_characters_max = 5000;

/// The members of an input that are texts and truths; any other kind is refused by name.
class Input {
  public:
    explicit Input(const json::Object& data) : data_(data) {}

    std::string text(std::string_view name) {
        const auto* value = data_.if_contains(name);
        if (value == nullptr || value->is_null()) return {};
        if (!value->is_string()) {
            wrong(name, "errors.fields.value");
            return {};
        }
        std::string words(value->get_string());
        if (text::length(words) > text_characters_max) wrong(name, "errors.validation.text_length");
        return words;
    }
    bool truth(std::string_view name) {
        const auto* value = data_.if_contains(name);
        if (value == nullptr || value->is_null()) return false;
        if (value->is_bool()) return value->get_bool();
        const auto* word = value->if_string();
        if (word != nullptr && (*word == "true" || *word == "false")) return *word == "true";
        wrong(name, "errors.fields.value");
        return false;
    }
    /// `invalid` when something that was asked for is of another kind or too long.
    Result<> check() const {
        if (problem_.empty()) return {};
        return refuse_field(Errc::invalid, problem_, why_);
    }

  private:
    void wrong(std::string_view name, MessageKey why) {
        if (!problem_.empty()) return;
        problem_ = name;
        why_ = std::move(why);
    }
    const json::Object& data_;
    std::string problem_;
    MessageKey why_;
};

Result<casework::AssignInput> assign_from_wire(const json::Object& data) {
    Input input(data);
    casework::AssignInput read{.to = input.text("transitioned_to"), .notes = input.text("notes")};
    AMPARO_CHECK(input.check());
    return read;
}

Result<casework::ReferralInput> referral_from_wire(const json::Object& data) {
    Input input(data);
    casework::ReferralInput read{.to = input.text("transitioned_to"),
                                 .to_remote = input.text("transitioned_to_remote"),
                                 .to_agency = input.text("transitioned_to_agency"),
                                 .is_remote = input.truth("remote"),
                                 .type_of_export = input.text("type_of_export"),
                                 .service = input.text("service"),
                                 .service_record_id = input.text("service_record_id"),
                                 .notes = input.text("notes"),
                                 .authorized_role = input.text("authorized_role_unique_id"),
                                 .allow_case_creation = input.truth("allow_case_creation"),
                                 .consent_overridden = input.truth("consent_overridden"),
                                 .consent_override_reason = input.text("consent_override_reason"),
                                 .respond_by = input.text("respond_by"),
                                 .access_until = input.text("access_until"),
                                 .remind_on = input.text("remind_on")};
    AMPARO_CHECK(input.check());
    return read;
}

Result<casework::TransferInput> transfer_from_wire(const json::Object& data) {
    Input input(data);
    casework::TransferInput read{
        .to = input.text("transitioned_to"),
        .to_remote = input.text("transitioned_to_remote"),
        .to_agency = input.text("transitioned_to_agency"),
        .is_remote = input.truth("remote"),
        .type_of_export = input.text("type_of_export"),
        .notes = input.text("notes"),
        .consent_overridden = input.truth("consent_overridden"),
        .consent_override_reason = input.text("consent_override_reason"),
        .consent_individual_transfer = input.truth("consent_individual_transfer")};
    AMPARO_CHECK(input.check());
    return read;
}

Result<http::Response> create_assign(Call& call, std::string_view type) {
    AMPARO_TRY(const auto key, record_key_of(call, type));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto input, assign_from_wire(data));
    AMPARO_TRY(input.repetition, repetition_of(call));
    AMPARO_TRY(auto made, casework::assign(call.actor(), call.services().records, key, input));
    return ok(std::move(made));
}

Result<http::Response> create_referral(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto input, referral_from_wire(data));
    AMPARO_TRY(input.repetition, repetition_of(call));
    AMPARO_TRY(auto made, casework::refer(call.actor(), call.services().records, id, input));
    return ok(std::move(made));
}

Result<http::Response> create_transfer(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto input, transfer_from_wire(data));
    AMPARO_TRY(input.repetition, repetition_of(call));
    AMPARO_TRY(auto made, casework::transfer(call.actor(), call.services().records, id, input));
    return ok(std::move(made));
}

/// What the recipient of a referral or transfer would see; nothing is stored.
Result<http::Response> preview(Call& call, TransitionType type) {
    AMPARO_TRY(const auto id, record_of(call));
    const casework::PreviewQuestion question{
        .type = type,
        .to = call.query("transitioned_to"),
        .authorized_role =
            type == TransitionType::referral ? call.query("authorized_role_unique_id") : "",
        .is_remote = type == TransitionType::referral && call.query("remote") == "true"};
    AMPARO_TRY(auto seen,
               casework::preview_transition(call.actor(), call.services().records, id, question));
    return ok(std::move(seen));
}

Result<http::Response> create_request(Call& call) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto data, call.data());
    Input input(data);
    casework::TransferRequestInput read{
        .notes = input.text("notes"),
        .consent_individual_transfer = input.truth("consent_individual_transfer")};
    AMPARO_CHECK(input.check());
    AMPARO_TRY(read.repetition, repetition_of(call));
    AMPARO_TRY(auto made,
               casework::request_transfer(call.actor(), call.services().records, id, read));
    return ok(std::move(made));
}

Result<casework::TransitionKey> transition_of(const Call& call, TransitionType type) {
    AMPARO_TRY(const auto id, record_of(call));
    return casework::TransitionKey{
        .record_id = id,
        .type = type,
        .id = std::string(call.request().path_parameter("transition_id"))};
}

/// Which answers a client may send to a transition of a type; others are no status of it.
bool is_answer(TransitionType type, TransitionStatus status) {
    if (status == TransitionStatus::done) return type == TransitionType::referral;
    if (status == TransitionStatus::revoked) return type != TransitionType::transfer_request;
    return true;  // what it is already changes nothing
}

/// The audit log names the answer, once it is known to be one.
void note_answer(Call& call, TransitionType type, TransitionStatus status) {
    const std::string verb = type == TransitionType::referral ? "refer_" : "transfer_";
    call.audit().action = verb + std::string(casework::wire_name(status));
}

/// What somebody outside the system said or did, which only their sender can write down.
Result<http::Response> note_outcome(Call& call, const casework::TransitionKey& key, Input& input) {
    const auto outcome = input.text("external_outcome");
    AMPARO_CHECK(input.check());
    call.audit().action = "refer_external_outcome";
    AMPARO_TRY(auto noted,
               casework::note_outcome(call.actor(), call.services().records, key, outcome));
    return ok(std::move(noted));
}

Result<http::Response> answer_transition(Call& call, TransitionType type) {
    AMPARO_TRY(const auto key, transition_of(call, type));
    AMPARO_TRY(const auto data, call.data());
    Input input(data);
    const bool is_outcome = data.contains("external_outcome") && !data.contains("status");
    if (is_outcome && type == TransitionType::referral) return note_outcome(call, key, input);
    const auto status = casework::transition_status_named(input.text("status"));
    casework::AnswerInput read{.rejected_reason = input.text("rejected_reason"),
                               .rejection_note = input.text("rejection_note")};
    AMPARO_CHECK(input.check());
    if (status && is_answer(type, *status)) {
        read.status = *status;
        note_answer(call, type, *status);
    } else {
        // Whoever may not look at the case at all learns that first (records.md §4).
        AMPARO_CHECK(call.services().records.read_for(call.actor(), "case", key.record_id, "read"));
        return refuse_field(Errc::invalid, "status", MessageKey{"transition.errors.status"});
    }
    AMPARO_TRY(auto answered, casework::answer(call.actor(), call.services().records, key, read));
    return ok(std::move(answered));
}

Result<http::Response> revoke_referral(Call& call) {
    AMPARO_TRY(const auto key, transition_of(call, TransitionType::referral));
    AMPARO_TRY(auto revoked, casework::answer(call.actor(), call.services().records, key,
                                              {.status = TransitionStatus::revoked}));
    return ok(std::move(revoked));
}

Result<http::Response> list_messages(Call& call) {
    AMPARO_TRY(const auto key, transition_of(call, TransitionType::referral));
    AMPARO_TRY(auto rows, casework::read_messages(call.actor(), call.services().records, key));
    return ok_whole(json::Object{{"data", std::move(rows)}});
}

Result<http::Response> write_message(Call& call) {
    AMPARO_TRY(const auto key, transition_of(call, TransitionType::referral));
    AMPARO_TRY(const auto data, call.data());
    Input input(data);
    casework::MessageInput read{.text = input.text("text")};
    AMPARO_CHECK(input.check());
    AMPARO_TRY(read.repetition, repetition_of(call));
    AMPARO_TRY(auto written,
               casework::write_message(call.actor(), call.services().records, key, read));
    return ok(std::move(written));
}

/// By what somebody outside says on the telephone; the code stays out of addresses and logs.
Result<http::Response> find_hand_over(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    Input input(data);
    const auto code = input.text("hand_over_code");
    AMPARO_CHECK(input.check());
    AMPARO_TRY(auto rows, casework::find_hand_overs(call.actor(), call.services().records, code));
    return ok_whole(json::Object{{"data", std::move(rows)}});
}

Result<http::Response> list_transitions(Call& call, std::string_view type,
                                        const std::vector<TransitionType>& types) {
    AMPARO_TRY(const auto key, record_key_of(call, type));
    AMPARO_TRY(auto rows,
               casework::list_transitions(call.actor(), call.services().records, key, types));
    return rows_reply(call, std::move(rows));
}

/// The types of the query; `invalid` for an unknown one.
Result<http::Response> list_all_transitions(Call& call, std::string_view type) {
    std::vector<TransitionType> types;
    for (const auto& name : call.query_list("types")) {
        const auto found = casework::transition_type_named(name);
        if (!found) return refuse_field(Errc::invalid, "types", MessageKey{"errors.filters.value"});
        types.push_back(*found);
    }
    return list_transitions(call, type, types);
}

Result<http::Response> assign_many(Call& call, std::string_view type) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto input, assign_from_wire(data));
    AMPARO_TRY(input.repetition, repetition_of(call));
    records::BulkSelection selection{
        .record_type = std::string(type), .query = json::string_or(data, "query"), .filters = {}};
    if (const auto* filters = json::find_object(data, "filters")) selection.filters = *filters;
    AMPARO_TRY(const auto begun,
               casework::assign_many(call.actor(), call.services().records, selection, input));
    return ok(json::Object{{"transitioned_to", input.to},
                           {"filters", std::move(selection.filters)},
                           {"job_id", std::to_string(begun.job)},
                           {"matched", begun.matched}});
}

/// A refusal of one record among many, in the form of the errors of a whole call.
json::Object refusal_to_wire(const Call& call, const casework::BulkRefusal& refusal) {
    const auto& services = call.services();
    const auto key = refusal.error.message.key.empty() ? std::string("errors.invalid")
                                                       : refusal.error.message.key;
    const auto message = is_client_key(key)
                             ? key
                             : services.messages.text(services.settings.text("locale.default"),
                                                      refusal.error.message);
    return {{"status", status_of(refusal.error.code)},
            {"resource", call.request().path + "/" + refusal.id.text()},
            {"detail", refusal.error.field},
            {"message", message},
            {"code", key}};
}

http::Response bulk_reply(const Call& call, casework::BulkOutcome outcome) {
    json::Object body{{"data", std::move(outcome.transitions)}};
    json::Array errors;
    for (const auto& refusal : outcome.refusals)
        errors.emplace_back(refusal_to_wire(call, refusal));
    if (!errors.empty()) body["errors"] = std::move(errors);
    return ok_whole(body);
}

/// The cases a call is about; none is a list as well (records.md §17).
Result<std::vector<std::string>> ids_of(const Call& call, const json::Object& data,
                                        std::string_view right) {
    if (!call.actor().can("case", right)) return refuse(Errc::forbidden, "errors.forbidden");
    const auto* sent = json::find_array(data, "ids");
    if (sent == nullptr)
        return refuse_field(Errc::invalid, "ids", MessageKey{"errors.fields.required"});
    auto ids = json::string_list(data, "ids");
    if (ids.size() != sent->size())
        return refuse_field(Errc::invalid, "ids", MessageKey{"errors.fields.value"});
    return ids;
}

Result<http::Response> refer_many(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto input, referral_from_wire(data));
    AMPARO_TRY(const auto ids, ids_of(call, data, "referral"));
    AMPARO_TRY(input.repetition, repetition_of(call));
    AMPARO_TRY(auto outcome,
               casework::refer_many(call.actor(), call.services().records, ids, input));
    return bulk_reply(call, std::move(outcome));
}

Result<http::Response> transfer_many(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(auto input, transfer_from_wire(data));
    AMPARO_TRY(const auto ids, ids_of(call, data, "transfer"));
    AMPARO_TRY(input.repetition, repetition_of(call));
    AMPARO_TRY(auto outcome,
               casework::transfer_many(call.actor(), call.services().records, ids, input));
    return bulk_reply(call, std::move(outcome));
}

struct AssignPaths {
    std::string_view type;
    std::string_view many;
    std::string_view one;
};
constexpr std::array<AssignPaths, 3> assign_paths{{
    {"case", "/api/v2/cases/assigns", "/api/v2/cases/{record_id}/assigns"},
    {"incident", "/api/v2/incidents/assigns", "/api/v2/incidents/{record_id}/assigns"},
    {"family", "/api/v2/families/assigns", "/api/v2/families/{record_id}/assigns"},
}};

struct ListPath {
    std::string_view type;
    std::string_view pattern;
};
constexpr std::array<ListPath, 2> list_paths{{
    {"case", "/api/v2/cases/{record_id}/transitions"},
    {"incident", "/api/v2/incidents/{record_id}/transitions"},
}};

/// The routes of one record type, under the model of its audit entries.
class RouteList {
  public:
    explicit RouteList(std::string_view type) : model_(records::model_of(type)) {}
    void add(http::Method method, std::string_view pattern, std::string_view action,
             Handler handler) {
        routes.push_back({.method = method,
                          .pattern = pattern,
                          .handler = std::move(handler),
                          .model = model_,
                          .action = action});
    }
    Routes routes = {};

  private:
    std::string_view model_;
};

Handler answers(TransitionType type) {
    return once([type](Call& call) { return answer_transition(call, type); });
}

Handler lists(TransitionType type) {
    return [type](Call& call) { return list_transitions(call, "case", {type}); };
}

Handler previews(TransitionType type) {
    return [type](Call& call) { return preview(call, type); };
}

Routes assign_routes(const AssignPaths& paths) {
    using http::Method;
    const auto type = paths.type;
    RouteList list(type);
    list.add(Method::post, paths.many, "bulk_assign",
             [type](Call& call) { return assign_many(call, type); });
    list.add(Method::get, paths.one, "list",
             [type](Call& call) { return list_transitions(call, type, {TransitionType::assign}); });
    list.add(Method::post, paths.one, "assign",
             [type](Call& call) { return create_assign(call, type); });
    return std::move(list.routes);
}

Routes case_routes() {
    using http::Method;
    using Type = TransitionType;
    constexpr std::string_view referrals = "/api/v2/cases/{record_id}/referrals";
    constexpr std::string_view referral = "/api/v2/cases/{record_id}/referrals/{transition_id}";
    constexpr std::string_view messages =
        "/api/v2/cases/{record_id}/referrals/{transition_id}/messages";
    constexpr std::string_view transfers = "/api/v2/cases/{record_id}/transfers";
    constexpr std::string_view transfer = "/api/v2/cases/{record_id}/transfers/{transition_id}";
    constexpr std::string_view requests = "/api/v2/cases/{record_id}/transfer_requests";
    constexpr std::string_view request =
        "/api/v2/cases/{record_id}/transfer_requests/{transition_id}";
    RouteList list("case");
    list.add(Method::post, "/api/v2/cases/referrals", "create_bulk", refer_many);
    list.add(Method::post, "/api/v2/cases/referrals/lookup", "find_hand_over", find_hand_over);
    list.add(Method::post, "/api/v2/cases/transfers", "bulk_transfer", transfer_many);
    list.add(Method::get, referrals, "show_referrals", lists(Type::referral));
    list.add(Method::get, "/api/v2/cases/{record_id}/referrals/preview", "preview_referral",
             previews(Type::referral));
    list.add(Method::post, referrals, "refer", create_referral);
    list.add(Method::patch, referral, "refer", answers(Type::referral));
    list.add(Method::del, referral, "refer_revoke", revoke_referral);
    list.add(Method::get, messages, "show_referral_messages", list_messages);
    list.add(Method::post, messages, "refer_message", write_message);
    list.add(Method::get, transfers, "show_transfers", lists(Type::transfer));
    list.add(Method::get, "/api/v2/cases/{record_id}/transfers/preview", "preview_transfer",
             previews(Type::transfer));
    list.add(Method::post, transfers, "transfer", create_transfer);
    list.add(Method::patch, transfer, "transfer", answers(Type::transfer));
    list.add(Method::get, requests, "list_transfer_requests", lists(Type::transfer_request));
    list.add(Method::post, requests, "transfer_request", create_request);
    list.add(Method::patch, request, "transfer", answers(Type::transfer_request));
    return std::move(list.routes);
}

}  // namespace

Routes transition_routes() {
    auto routes = case_routes();
    for (const auto& paths : assign_paths) {
        for (auto& route : assign_routes(paths)) routes.push_back(std::move(route));
    }
    for (const auto& [type, pattern] : list_paths) {
        RouteList list(type);
        list.add(http::Method::get, pattern, "list",
                 [type](Call& call) { return list_all_transitions(call, type); });
        routes.push_back(std::move(list.routes.front()));
    }
    return routes;
}

}  // namespace amparo::api
