#include "base/limits.hpp"
#include "base/text.hpp"
#include "casework/transitions/book.hpp"
#include "casework/transitions/operations.hpp"
#include "casework/transitions/visibility.hpp"

namespace amparo::casework {
namespace {

Result<> check_outcome(const TransitionLook& look, const std::string& outcome) {
    constexpr const char* field = "external_outcome";
    if (!look.is_remote())
        return refuse_field(Errc::invalid, field, MessageKey{"transition.errors.not_remote"});
    if (text::trim(outcome).empty())
        return refuse_field(Errc::invalid, field, MessageKey{"errors.fields.required"});
    if (outcome.size() > limits::text_characters_max)
        return refuse_field(Errc::invalid, field, MessageKey{"errors.fields.value"});
    return {};
}

}  // namespace

Result<json::Object> note_outcome(const access::Actor& actor, records::Service& records,
                                  const TransitionKey& transition, const std::string& outcome) {
    const RecordKey key{"case", transition.record_id};
    return detail::run(actor, records, {key}, [&](records::Edit& edit) -> Result<std::string> {
        AMPARO_TRY(auto* draft, detail::open_record(edit, key, {"read"}));
        auto* entry = detail::find_entry(*draft, transition.type, transition.id);
        if (entry == nullptr || !is_shown(actor, draft->data(), TransitionLook(*entry)))
            return refuse(Errc::not_found, "errors.not_found");
        const TransitionLook look(*entry);
        if (!may_revoke({actor, edit.directory()}, draft->type(), draft->data(), look))
            return refuse(Errc::forbidden, "errors.forbidden");
        AMPARO_CHECK(check_outcome(look, outcome));
        (*entry)["external_outcome"] = outcome;
        (*entry)["external_outcome_by"] = actor.name().text();
        (*entry)["external_outcome_at"] = format_instant(edit.now());
        return transition.id;
    });
}

}  // namespace amparo::casework
