#include "matching/decisions/duplicates.hpp"

#include <algorithm>
#include <array>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/names/keys.hpp"
#include "casework/match_questions.hpp"
#include "matching/decisions/rows.hpp"
#include "matching/decisions/standing.hpp"
#include "records/derived/values.hpp"
#include "records/edit.hpp"

namespace amparo::matching {
namespace {

using records::Draft;
using records::Edit;

constexpr std::array<std::string_view, 5> words{"potential", "same_child", "same_family",
                                                "different", "need_information"};
constexpr const char* duplicate_key = "duplicate_case_id";
constexpr const char* status_key = "status";
constexpr std::string_view duplicate_status = "duplicate";

/// One decision on its way into both cases.
class CaseDecision {
  public:
    CaseDecision(Edit& edit, const Configuration& configuration, const DuplicateDecision& decision)
        : edit_(edit), configuration_(configuration), decision_(decision) {}

    Result<> run() {
        AMPARO_TRY(own_, edit_.open({.record_type = "case",
                                     .id = decision_.child_case,
                                     .right = "write",
                                     .cause = "duplicate_decision"}));
        AMPARO_TRY(other_, edit_.open({.record_type = "case",
                                       .id = decision_.pair.other,
                                       .right = "read",
                                       .cause = "duplicate_decision",
                                       .stamp = records::Stamp::untouched}));
        const auto before = duplicate_standing(own_->data(), other_->id().text());
        AMPARO_CHECK(check(before));
        if (decision_.state == DuplicateState::same_child) AMPARO_CHECK(mark());
        if (before == DuplicateState::same_child) AMPARO_CHECK(unmark());
        // What is written of both children stays with the one it was written for.
        sign(*own_, *other_, json::text_or_null(decision_.note));
        sign(*other_, *own_, nullptr);
        return ask(before);
    }

  private:
    Result<> check(DuplicateState before) const {
        const auto to = decision_.state;
        const auto& seen = decision_.seen_state;
        const bool is_news = !seen.empty() && seen != name_of(before);
        if (is_news || before == to ||
            (before == DuplicateState::same_child && to != DuplicateState::potential))
            return refuse(Errc::conflict, "errors.duplicates.move");
        const bool lacks_reason = decision_.reason_id.empty() && decision_.note.empty();
        if (to == DuplicateState::different && lacks_reason)
            return refuse_field(Errc::invalid, "/data/reason_id", "errors.fields.required");
        return {};
    }

    /// What is not known yet is asked of both owners.
    Result<> ask(DuplicateState before) {
        for (const auto* draft : {own_, other_}) {
            const auto& rest = draft == own_ ? *other_ : *own_;
            const auto id = draft->id();
            const auto about = rest.id().text();
            const casework::MatchQuestion question{.child_case = id, .about = about};
            if (decision_.state == DuplicateState::need_information)
                AMPARO_CHECK(casework::ask_about_match(edit_, question));
            else if (before == DuplicateState::need_information)
                AMPARO_CHECK(casework::settle_match_question(edit_, question));
        }
        return {};
    }

    /// The case that was registered later.
    Draft& newer() const {
        const auto at = [](const Draft* draft) {
            return std::pair(draft->record.created_at, draft->id());
        };
        return at(own_) < at(other_) ? *other_ : *own_;
    }
    Draft& older() const { return &newer() == own_ ? *other_ : *own_; }

    /// The right to change the marked case, and to take it out of the work or back into it.
    Result<> check_rights(const Draft& marked, std::string_view from, std::string_view to) const {
        const auto& actor = edit_.actor();
        if (!access::may(actor, "write", "case", marked.data()) ||
            !access::may_change_status(actor, "case", from, to))
            return refuse(Errc::forbidden, "errors.duplicates.mark_forbidden");
        return {};
    }

    Result<> mark() {
        auto& marked = newer();
        const auto status = json::string_or(marked.data(), status_key);
        AMPARO_CHECK(check_rights(marked, status, duplicate_status));
        for (const auto* draft : {own_, other_}) {
            if (json::string_or(draft->data(), status_key) == duplicate_status)
                return refuse_field(Errc::invalid, at_state, "errors.duplicates.already");
        }
        status_before_ = status;
        marked.data()[status_key] = duplicate_status;
        marked.data()[duplicate_key] = older().id().text();
        marked.stamp = records::Stamp::by_actor;
        return {};
    }

    /// Takes back what mark() set, as far as nobody changed it since.
    Result<> unmark() {
        for (auto* draft : {own_, other_}) {
            const auto& rest = draft == own_ ? *other_ : *own_;
            if (json::string_or(draft->data(), duplicate_key) != rest.id().text()) continue;
            const auto* row = find_duplicate_decision(draft->data(), rest.id().text());
            const auto status =
                row == nullptr ? std::string() : json::string_or(*row, "status_before");
            const auto back = status.empty() ? std::string("open") : status;
            AMPARO_CHECK(check_rights(*draft, duplicate_status, back));
            draft->data()[duplicate_key] = nullptr;
            if (json::string_or(draft->data(), status_key) == duplicate_status)
                draft->data()[status_key] = back;
            draft->stamp = records::Stamp::by_actor;
        }
        return {};
    }

    /// Who says what, when, and on which evidence; no answers of either case.
    void sign(Draft& draft, const Draft& other, json::Value note) const {
        json::Object row{{"case_id", other.id().text()},
                         {"state", name_of(decision_.state)},
                         {"reason_id", json::text_or_null(decision_.reason_id)},
                         {"note", std::move(note)},
                         {"decided_by", edit_.actor().user().user_name.text()},
                         {"decided_at", format_instant(edit_.now())},
                         {"score", decision_.pair.likeness.match.score},
                         {"total_bits", static_cast<double>(decision_.pair.likeness.match.bits)},
                         {"status_before", json::text_or_null(status_before_)},
                         {"levels", levels_of(decision_.pair.likeness)},
                         {"model_version", configuration_.version},
                         {"pipeline", names::pipeline_version}};
        keep_row(draft.data()[duplicate_decisions_key], std::move(row), {"case_id"});
    }

    Edit& edit_;
    const Configuration& configuration_;
    const DuplicateDecision& decision_;
    Draft* own_ = nullptr;
    Draft* other_ = nullptr;
    std::string status_before_;
};

}  // namespace

std::string_view name_of(DuplicateState state) {
    return words.at(static_cast<std::size_t>(state));
}

std::optional<DuplicateState> duplicate_state(std::string_view word) {
    const auto* found = std::ranges::find(words, word);
    if (found == words.end()) return std::nullopt;
    return static_cast<DuplicateState>(found - words.begin());
}

const json::Object* find_duplicate_decision(const json::Object& child_case,
                                            std::string_view other) {
    for (const auto* row : records::derived::rows(child_case, duplicate_decisions_key)) {
        if (json::string_or(*row, "case_id") == other) return row;
    }
    return nullptr;
}

DuplicateState duplicate_standing(const json::Object& child_case, std::string_view other) {
    const auto* row = find_duplicate_decision(child_case, other);
    if (row == nullptr) return DuplicateState::potential;
    return duplicate_state(json::string_or(*row, "state")).value_or(DuplicateState::potential);
}

bool is_hidden(const json::Object& child_case, const CasePair& pair) {
    const auto* row = find_duplicate_decision(child_case, pair.other.text());
    if (row == nullptr || json::string_or(*row, "state") != name_of(DuplicateState::different))
        return false;
    const auto* bits = row->if_contains("total_bits");
    const auto then = bits != nullptr && bits->is_number() ? bits->to_number<double>() : 0.0;
    return static_cast<double>(pair.likeness.match.bits) < then + bits_to_return;
}

void add_duplicate_standing(json::Object& shown, const store::StoredRecord& child_case,
                            const store::StoredRecord& other, OtherIs seen) {
    const auto other_id = other.id.text();
    shown["state"] = name_of(duplicate_standing(child_case.data, other_id));
    const auto* row = find_duplicate_decision(child_case.data, other_id);
    if (row == nullptr) return;
    for (const std::string_view key : {"reason_id", "decided_by", "decided_at"}) {
        const auto* value = row->if_contains(key);
        shown[key] = value == nullptr ? json::Value(nullptr) : *value;
    }
    shown["note"] = nullptr;
    if (seen == OtherIs::hinted) return;
    const auto* mirrored = find_duplicate_decision(other.data, child_case.id.text());
    for (const auto* one : {row, mirrored}) {
        const auto* note = one == nullptr ? nullptr : one->if_contains("note");
        if (note != nullptr && !note->is_null()) shown["note"] = *note;
    }
}

Result<store::StoredRecord> decide_duplicate(const access::Actor& actor, records::Service& records,
                                             const Configuration& configuration,
                                             const DuplicateDecision& decision) {
    if (!actor.can("case", "write")) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(auto drafts, records.edit(actor, [&](Edit& edit) {
        return CaseDecision(edit, configuration, decision).run();
    }));
    AMPARO_REQUIRE(!drafts.empty());
    return std::move(drafts.front().record);
}

}  // namespace amparo::matching
