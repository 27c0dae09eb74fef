#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "records/detail/write_context.hpp"
#include "records/edit.hpp"
#include "store/records.hpp"

namespace amparo::records {

/// What an Edit holds while it runs. Sheets keep their place, so pointers to drafts stay good.
struct Edit::State {
    enum class Phase { open, complete };
    struct Sheet {
        Draft draft = {};
        bool needs_links = true;    // opened since the rules between records looked at it
        json::Object history = {};  // kept with the change, beside what changed
        std::optional<store::PreparedRecord> prepared = {};
    };

    explicit State(const detail::WriteContext& of) : context(of) {}

    Sheet* find_sheet(const RecordId& id);
    Sheet& add_sheet();
    /// The sheet of a stored record, loaded when need be; nullptr when there is none.
    Result<Sheet*> sheet_of(const Opening& opening);
    /// A stored record that is only looked at; nullptr when there is none.
    Result<const store::StoredRecord*> look_up(const RecordId& id);
    /// Numbers, ids and defaults of a new record. A short id is what people say over the radio,
    /// so a number that is in use is not given again (case-management.md §3.1).
    void identify(Draft& draft) const;

    detail::WriteContext context;
    Phase phase = Phase::open;
    std::deque<Sheet> sheets = {};
    std::map<RecordId, store::StoredRecord> looked_at = {};
    std::vector<store::Job> jobs = {};
};

}  // namespace amparo::records
