#include "records/detail/edit_run.hpp"

#include <algorithm>

#include "records/detail/edit_state.hpp"
#include "records/difference.hpp"

namespace amparo::records::detail {
namespace {

// A rule opens a record, whose rules open another, …: a chain longer than this is a loop.
constexpr int rounds_max = 16;

bool is_for(const Hook& hook, const Draft& draft) {
    return hook.record_type.empty() || hook.record_type == draft.type();
}

// Of a new record the document itself says what changed.
json::Object details_of(const Draft& draft, json::Object history, json::Object changes) {
    if (!draft.is_new) history[changes_key] = std::move(changes);
    if (!draft.cause.empty()) history["cause"] = draft.cause;
    return history;
}

void keep_moment(Draft& draft) {
    const auto* moment = draft.before.if_contains("last_updated_at");
    if (moment != nullptr) draft.data()["last_updated_at"] = *moment;
}

}  // namespace

bool lost_the_race(const Error& error) {
    return error.code == Errc::conflict && error.message.key == "errors.conflict.revision";
}

Result<Draft*> EditRun::adopt(FormSave save) {
    auto& sheet = edit_.state_->add_sheet();
    sheet.draft.is_form_save = true;
    sheet.history = std::move(save.history);
    sync_ = std::move(save.sync);
    auto& draft = sheet.draft;
    draft.is_new = save.stored.revision == 0;
    draft.action = draft.is_new ? "create" : "update";
    draft.before = std::move(save.stored.data);
    draft.record = std::move(save.stored);
    draft.record.data = std::move(save.merged);
    draft.shown = std::move(save.shown);
    if (draft.is_new) edit_.state_->identify(draft);
    return &draft;
}

Result<> EditRun::settle() {
    AMPARO_CHECK(run_links());
    edit_.state_->phase = Edit::State::Phase::complete;
    AMPARO_CHECK(complete_all());
    AMPARO_CHECK(announce());
    seal_all();
    return {};
}

// A deque grows at its end without moving what is in it, so hooks may open records meanwhile.
Result<> EditRun::run_links() {
    auto& state = *edit_.state_;
    if (!state.context.on.hooks) return {};
    for (int round = 0;; ++round) {
        AMPARO_REQUIRE(round < rounds_max);
        bool is_settled = true;
        for (std::size_t at = 0; at < state.sheets.size(); ++at) {
            auto& sheet = state.sheets[at];
            if (!std::exchange(sheet.needs_links, false)) continue;
            is_settled = false;
            for (const auto& hook : state.context.on.hooks->links) {
                if (is_for(hook, sheet.draft)) AMPARO_CHECK(hook.run(edit_, sheet.draft));
            }
        }
        if (is_settled) return {};
    }
}

Result<> EditRun::complete_all() {
    for (auto& sheet : edit_.state_->sheets) {
        auto& draft = sheet.draft;
        const auto context = edit_.state_->context.for_type(draft.type());
        AMPARO_TRY(draft.record.data,
                   complete(context, {.id = draft.record.id,
                                      .before = draft.before,
                                      .data = std::move(draft.record.data),
                                      .is_new = draft.is_new,
                                      .is_user_save = draft.stamp == Stamp::by_actor,
                                      .is_form_save = draft.is_form_save}));
        if (draft.stamp == Stamp::untouched) keep_moment(draft);
    }
    return {};
}

Result<> EditRun::announce() {
    auto& state = *edit_.state_;
    if (!state.context.on.hooks) return {};
    for (auto& sheet : state.sheets) {
        for (const auto& hook : state.context.on.hooks->announcements) {
            if (is_for(hook, sheet.draft)) AMPARO_CHECK(hook.run(edit_, sheet.draft));
        }
    }
    return {};
}

// A form save without effect is kept as a touch; a record that a rule opened and left alone is
// not written at all.
void EditRun::seal_all() {
    auto& state = *edit_.state_;
    for (auto& sheet : state.sheets) {
        auto& draft = sheet.draft;
        auto changes = draft.is_new ? json::Object() : difference(draft.before, draft.record.data);
        const bool is_changed = draft.is_new || !changes.empty();
        if (!is_changed && !draft.is_form_save) continue;
        const auto action = is_changed ? draft.action : std::string(store::touch_action);
        sheet.prepared = store::prepare_record(
            *state.context.on.database,
            {.id = draft.record.id,
             .type = draft.record.type,
             .expected = draft.record.revision,
             .data = std::move(draft.record.data),
             .actor = state.context.actor.name().text(),
             .action = action,
             .details = details_of(draft, std::move(sheet.history), std::move(changes)),
             .at = state.context.now,
             .details_hold_document = draft.is_new});
    }
}

const store::StoredRecord& EditRun::settled(const Draft& draft) const {
    const auto* sheet = edit_.state_->find_sheet(draft.record.id);
    AMPARO_REQUIRE(sheet != nullptr);
    return sheet->prepared ? sheet->prepared->record() : sheet->draft.record;
}

Look::Beside EditRun::settled_all() const {
    Look::Beside records;
    for (const auto& sheet : edit_.state_->sheets) {
        if (sheet.prepared) records.push_back(&sheet.prepared->record());
    }
    return records;
}

std::vector<Draft> EditRun::preview() const {
    std::vector<Draft> drafts;
    for (const auto& sheet : edit_.state_->sheets) {
        drafts.push_back(sheet.draft);
        if (sheet.prepared) drafts.back().record = sheet.prepared->record();
    }
    return drafts;
}

Result<> EditRun::put(store::Transaction& transaction) {
    for (auto& sheet : edit_.state_->sheets) {
        if (sheet.prepared) AMPARO_CHECK(store::put_record(transaction, *sheet.prepared));
    }
    if (sync_) AMPARO_CHECK(store::put_record_sync(transaction, *sync_));
    for (const auto& job : edit_.state_->jobs) AMPARO_CHECK(store::enqueue_job(transaction, job));
    return {};
}

std::vector<Draft> EditRun::take() {
    std::vector<Draft> drafts;
    for (auto& sheet : edit_.state_->sheets) {
        if (sheet.prepared) sheet.draft.record = sheet.prepared->record();
        drafts.push_back(std::move(sheet.draft));
    }
    return drafts;
}

}  // namespace amparo::records::detail
