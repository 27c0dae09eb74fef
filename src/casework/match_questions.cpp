#include "casework/match_questions.hpp"

#include "base/clock.hpp"
#include "records/derived/values.hpp"
#include "records/tasks.hpp"

namespace amparo::casework {
namespace {

using records::Draft;
using records::Edit;
using records::match_questions_key;

constexpr const char* about_key = "about";

bool is_asked(const json::Object& child_case, std::string_view about) {
    for (const auto* row : records::derived::rows(child_case, match_questions_key)) {
        if (json::string_or(*row, about_key) == about) return true;
    }
    return false;
}

json::Array without(const json::Object& child_case, std::string_view about) {
    json::Array rest;
    for (const auto* row : records::derived::rows(child_case, match_questions_key)) {
        if (json::string_or(*row, about_key) != about) rest.emplace_back(*row);
    }
    return rest;
}

/// It happens beside the case, by somebody who may not even read it.
Result<Draft*> open_case(Edit& edit, const RecordId& id) {
    return edit.open({.record_type = "case",
                      .id = id,
                      .cause = "match_question",
                      .stamp = records::Stamp::untouched});
}

}  // namespace

Result<> ask_about_match(Edit& edit, const MatchQuestion& question) {
    AMPARO_TRY(auto* draft, open_case(edit, question.child_case));
    auto rows = without(draft->data(), question.about);
    rows.emplace_back(json::Object{{about_key, question.about},
                                   {"asked_by", edit.actor().user().user_name.text()},
                                   {"asked_at", format_instant(edit.now())}});
    draft->data()[match_questions_key] = std::move(rows);
    return {};
}

Result<> settle_match_question(Edit& edit, const MatchQuestion& question) {
    const auto known = edit.look_at("case", question.child_case);
    if (!known && known.error().code == Errc::not_found) return {};
    if (!known) return std::unexpected(known.error());
    if (!is_asked(**known, question.about)) return {};
    AMPARO_TRY(auto* draft, open_case(edit, question.child_case));
    draft->data()[match_questions_key] = without(draft->data(), question.about);
    return {};
}

Result<> settle_questions_of_trace(Edit& edit, const json::Object& request,
                                   std::string_view trace) {
    for (const auto* row : records::derived::rows(request, "match_decisions")) {
        if (json::string_or(*row, "trace_id") != trace) continue;
        const auto id = RecordId::parse(json::string_or(*row, "case_id"));
        if (!id) continue;
        AMPARO_CHECK(settle_match_question(edit, {.child_case = *id, .about = trace}));
    }
    return {};
}

Result<> settle_answered_questions(Edit& edit, Draft& draft) {
    if (!draft.is_form_save || draft.is_new) return {};
    const auto* asked = draft.data().if_contains(match_questions_key);
    if (asked == nullptr || json::is_blank(*asked)) return {};
    const bool is_owner =
        json::string_or(draft.data(), "owned_by") == edit.actor().user().user_name.text();
    if (is_owner) draft.data()[match_questions_key] = json::Array();
    return {};
}

}  // namespace amparo::casework
