#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "index/filter.hpp"
#include "records/dependencies.hpp"
#include "records/look.hpp"
#include "records/veil.hpp"
#include "store/jobs.hpp"
#include "store/types.hpp"

/// Changes that a rule of the house makes, not a form: approvals, transitions, flags, links
/// between records. One edit may change several records; they are stored together or not at all.
namespace amparo::records {

namespace detail {
class EditRun;
struct WriteContext;
}  // namespace detail

/// Whose work a change looks like. A re-stamp by the system must not look like an edit: it leaves
/// `last_updated_by` alone (case-management.md §3.2). `untouched` leaves `last_updated_at` too: for
/// what happens beside the record, such as a request by somebody who may not even read it.
enum class Stamp { by_actor, by_system, untouched };

/// One record that an edit changes.
struct Draft {
    json::Object before = {};         // as stored; empty for a new record
    store::StoredRecord record = {};  // what it becomes: change `record.data`
    bool is_new = false;
    std::string action = "update";  // the word of the history: "update", "flag", …
    std::string cause = {};         // the rule behind it, for the history; empty: the actor's wish
    Stamp stamp = Stamp::by_actor;
    bool is_form_save = false;  // somebody edited answers; a step of casework is none
    /// What linked records showed under keys of the input before it was merged (Glance). The rule
    /// that hands such a key on to them erases it here, as a sign that this is done.
    json::Object shown = {};

    const std::string& type() const { return record.type; }
    const RecordId& id() const { return record.id; }
    json::Object& data() { return record.data; }
    const json::Object& data() const { return record.data; }
};

/// How a record is opened for change.
struct Opening {
    std::string_view record_type;
    RecordId id;
    /// Asked of the actor on the type and on the record. Empty: the change follows from another
    /// one that was allowed, and is not asked for (the incidents of a case that changes hands).
    std::string_view right = {};
    std::string_view action = "update";
    std::string_view cause = {};
    Stamp stamp = Stamp::by_actor;
};

/// The records of one step, being changed. Lives for one try of Service::edit.
class Edit {
  public:
    explicit Edit(const detail::WriteContext& context);
    ~Edit();
    Edit(const Edit&) = delete;
    Edit& operator=(const Edit&) = delete;

    /// The record, to be changed. A record that is open already comes back as it is by now.
    /// forbidden, not_found; with a right, the type is asked first. The pointer lives as long as
    /// the edit.
    Result<Draft*> open(const Opening& opening);
    /// A new record with its numbers and ids given; `data` may bring `id` and `module_id`.
    Result<Draft*> add(std::string_view record_type, json::Object data);
    /// The record as this edit knows it: changed by now, or as stored. No right is asked: for
    /// rules that copy from a linked record. not_found.
    Result<const json::Object*> look_at(std::string_view record_type, const RecordId& id);
    /// The ids of the stored records that match, at most limits::linked_records_max.
    Result<std::vector<RecordId>> matching(std::string_view record_type,
                                           index::Filter filter) const;
    /// Becomes due with the commit, or never.
    void enqueue(store::Job job);

    /// Who acts, and the moment and configuration that the whole edit sees.
    const access::Actor& actor() const;
    /// The forms and settings.
    const forms::Definitions& definitions() const;
    /// The people.
    const access::Directory& directory() const;
    /// The moment of the edit.
    Instant now() const;
    /// That day where the deployment is.
    Day today() const;
    /// For ids.
    Random& random() const;

  private:
    friend class detail::EditRun;
    struct State;
    std::unique_ptr<State> state_;
};

/// What to do; runs again on fresh records when somebody else changed one of them meanwhile.
using EditStep = std::function<Result<>(Edit& edit)>;

/// A rule between records, run for every record that is saved (by a form or an edit).
struct Hook {
    std::string_view name;
    std::string_view record_type;  // "" for all types
    Result<> (*run)(Edit& edit, Draft& draft);
};

/// The rules between records that modules above this one bring (case-management.md §3.3).
struct Hooks {
    /// Before the derived fields (step 2): may change the draft and open others. May run more
    /// than once for a draft, so each must find its work done the second time.
    std::vector<Hook> links;
    /// After the derived fields (step 15): sees the draft complete; may only enqueue jobs.
    std::vector<Hook> announcements;
    /// What a record shows of those behind its links.
    std::vector<Glance> glances = {};
    /// What its history tells of those.
    std::vector<Veil> veils = {};
};

}  // namespace amparo::records
