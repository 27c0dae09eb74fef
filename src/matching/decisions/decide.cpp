#include "matching/decisions/decide.hpp"

#include "base/clock.hpp"
#include "base/names/keys.hpp"
#include "casework/link_list.hpp"
#include "casework/match_questions.hpp"
#include "casework/traces.hpp"
#include "matching/decisions/rows.hpp"
#include "matching/decisions/standing.hpp"
#include "matching/live/eligible.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"

namespace amparo::matching {
namespace {

using records::Draft;
using records::Edit;
using records::EventKind;

/// One decision on its way into the tracing request.
class TraceDecision {
  public:
    TraceDecision(Edit& edit, const Configuration& configuration, const Decision& decision)
        : edit_(edit),
          configuration_(configuration),
          pair_(decision.pair),
          judgement_(decision.judgement),
          case_id_(decision.pair.case_id.text()) {}

    Result<> run() {
        AMPARO_TRY(draft_, edit_.open({.record_type = "tracing_request",
                                       .id = pair_.trace.request,
                                       .right = "write",
                                       .cause = "match_decision"}));
        if (find_trace(draft_->data(), pair_.trace.trace) == nullptr)
            return refuse(Errc::not_found, "errors.not_found");
        AMPARO_CHECK(check_case());
        AMPARO_CHECK(check_move());
        auto row = row_of_pair();
        const auto before = standing();
        const auto state = next_state(before);
        // What follows from a link is the rule of casework::link_traces.
        if (state == PairState::confirmed) trace()["matched_case_id"] = case_id_;
        if (before == PairState::confirmed) trace()["matched_case_id"] = nullptr;
        sign(row, before, state);
        keep(std::move(row));
        AMPARO_CHECK(ask(before, state));
        if (state == PairState::confirmed) tell(EventKind::match_confirmed);
        if (before == PairState::confirmed) tell(EventKind::match_withdrawn);
        return {};
    }

  private:
    PairIds ids() const { return {.trace = pair_.trace.trace, .case_id = case_id_}; }
    PairState standing() const { return standing_of(draft_->data(), ids()); }
    json::Object& trace() {
        auto* row =
            casework::row_to_change(draft_->data(), casework::traces_section, pair_.trace.trace);
        AMPARO_REQUIRE(row != nullptr);
        return *row;
    }

    /// What is not known yet is asked of whoever works with the child.
    Result<> ask(PairState before, PairState state) {
        const casework::MatchQuestion question{.child_case = pair_.case_id,
                                               .about = pair_.trace.trace};
        if (state == PairState::need_information) return casework::ask_about_match(edit_, question);
        if (before == PairState::need_information)
            return casework::settle_match_question(edit_, question);
        return {};
    }

    Result<> check_case() {
        // A wrong link must go, whatever became of the case.
        if (judgement_.state == PairState::unlinked) return {};
        const auto known = edit_.look_at("case", pair_.case_id);
        if (!known && known.error().code == Errc::not_found)
            return refuse_field(Errc::invalid, "case_id", "errors.matches.unknown_case");
        if (!known) return std::unexpected(known.error());
        const auto& child_case = **known;
        if (!casework::may_see_as_match(edit_.actor(), child_case))
            return refuse(Errc::forbidden, "errors.forbidden");
        if (judgement_.state != PairState::confirmed) return {};
        if (!records::derived::is_true(child_case, "record_state") ||
            !records::derived::is_true(draft_->data(), "record_state"))
            return refuse_field(Errc::invalid, at_state, "errors.record_disabled");
        const auto& eligibility = configuration_.eligibility;
        if (!records::derived::is_true(child_case, eligibility.consent_field))
            return refuse_field(Errc::invalid, at_state, "errors.matches.no_tracing_consent");
        if (!takes_part(child_case, eligibility) ||
            !takes_part(draft_->data(), trace(), eligibility))
            return refuse_field(Errc::invalid, at_state, "errors.matches.not_sought");
        return {};
    }

    Result<> check_move() const {
        const auto from = standing();
        const auto to = judgement_.state;
        if (from == PairState::superseded)
            return refuse(Errc::conflict, "errors.matches.linked_elsewhere");
        const auto& seen = judgement_.seen_state;
        const bool is_news = !seen.empty() && seen != name_of(from);
        if (is_news || !may_move(from, to)) return refuse(Errc::conflict, "errors.matches.move");
        const bool needs_reason = to == PairState::rejected || to == PairState::unlinked;
        if (needs_reason && judgement_.reason_id.empty() && judgement_.note.empty())
            return refuse_field(Errc::invalid, "/data/reason_id", "errors.fields.required");
        const auto* row = find_decision(draft_->data(), ids());
        const bool is_second = from == PairState::under_verification && to == PairState::confirmed;
        if (is_second && configuration_.two_person_confirmation && row != nullptr &&
            json::string_or(*row, "decided_by") == user_name())
            return refuse_field(Errc::invalid, at_state, "errors.matches.second_person");
        return {};
    }

    PairState next_state(PairState before) const {
        const bool is_first = judgement_.state == PairState::confirmed &&
                              configuration_.two_person_confirmation &&
                              before != PairState::under_verification;
        return is_first ? PairState::under_verification : judgement_.state;
    }

    json::Object row_of_pair() const {
        const auto* row = find_decision(draft_->data(), ids());
        if (row != nullptr) return *row;
        return {{"trace_id", pair_.trace.trace}, {"case_id", case_id_}};
    }

    std::string user_name() const { return edit_.actor().user().user_name.text(); }

    /// Who says what, when, and on which evidence; no answers of either record.
    void sign(json::Object& row, PairState before, PairState state) const {
        const auto now = format_instant(edit_.now());
        const bool is_second =
            before == PairState::under_verification && state == PairState::confirmed;
        row["confirmed_by"] = is_second ? json::Value(user_name()) : json::Value(nullptr);
        row["confirmed_at"] = is_second ? json::Value(now) : json::Value(nullptr);
        if (!is_second) {
            row["decided_by"] = user_name();
            row["decided_at"] = now;
        }
        row["state"] = name_of(state);
        row["reason_id"] = json::text_or_null(judgement_.reason_id);
        row["note"] = json::text_or_null(judgement_.note);
        row["score"] = pair_.likeness.match.score;
        row["family_score"] = pair_.likeness.match.family_score;
        row["total_bits"] = static_cast<double>(pair_.likeness.match.bits);
        row["levels"] = levels_of(pair_.likeness);
        row["model_version"] = configuration_.version;
        row["pipeline"] = names::pipeline_version;
    }

    /// Both owners learn of a link and of its end, each of the record of theirs.
    void tell(EventKind kind) {
        const auto tell_owner = [&](const json::Object& data, std::string type, std::string id) {
            const UserName owner(json::string_or(data, "owned_by"));
            if (owner.empty()) return;
            edit_.enqueue(records::event_job(
                {.kind = kind,
                 .record_type = std::move(type),
                 .record_id = std::move(id),
                 .actor = edit_.actor().name(),
                 .recipients = {owner},
                 .occurrence = pair_.trace.trace + ":" + case_id_ + format_instant(edit_.now())}));
        };
        tell_owner(draft_->data(), "tracing_request", draft_->id().text());
        const auto child_case = edit_.look_at("case", pair_.case_id);
        if (child_case) tell_owner(**child_case, "case", case_id_);
    }

    void keep(json::Object row) {
        keep_row(draft_->data()[decisions_key], std::move(row), {"trace_id", "case_id"});
    }

    Edit& edit_;
    const Configuration& configuration_;
    const TracePair& pair_;
    const Judgement& judgement_;
    std::string case_id_;
    Draft* draft_ = nullptr;
};

}  // namespace

Result<store::StoredRecord> decide(const access::Actor& actor, records::Service& records,
                                   const Configuration& configuration, const Decision& decision) {
    if (!actor.can("tracing_request", "write")) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(auto drafts, records.edit(actor, [&](Edit& edit) {
        return TraceDecision(edit, configuration, decision).run();
    }));
    AMPARO_REQUIRE(!drafts.empty());
    return std::move(drafts.front().record);
}

}  // namespace amparo::matching
