#pragma once

#include <optional>
#include <string>
#include <vector>

#include "records/detail/write_context.hpp"
#include "records/edit.hpp"
#include "store/deliveries.hpp"
#include "store/records.hpp"

namespace amparo::records::detail {

/// What a form save brings into an edit: the record as stored and as merged with the input.
struct FormSave {
    store::StoredRecord stored;  // revision 0 for a new record
    json::Object merged;
    json::Object history = {};                   // kept with the change
    std::optional<store::RecordSync> sync = {};  // what another system says of it
    json::Object shown = {};                     // Draft::shown
};

/// From records being changed to records stored: the inside of an Edit, for Service alone.
class EditRun {
  public:
    explicit EditRun(Edit& edit) : edit_(edit) {}

    /// Takes the record of a form save in as the first draft; new ones get their numbers.
    Result<Draft*> adopt(FormSave save);
    /// Rules between records, derived fields, checks; then seals all outside any transaction.
    Result<> settle();
    /// The record of a draft as it will be stored. After settle().
    const store::StoredRecord& settled(const Draft& draft) const;
    /// All records that will be stored. After settle().
    Look::Beside settled_all() const;
    /// The drafts as they will be stored, for an answer that is kept with them. After settle().
    std::vector<Draft> preview() const;
    /// Stores all of it, jobs included. `conflict` when one was changed meanwhile.
    Result<> put(store::Transaction& transaction);
    /// The drafts with their stored records, after the commit. Ends the edit.
    std::vector<Draft> take();

  private:
    Result<> run_links();
    Result<> complete_all();
    Result<> announce();
    void seal_all();

    Edit& edit_;
    std::optional<store::RecordSync> sync_;  // of the form save
};

/// Whether the refusal says that another write came first: then the work is done again.
bool lost_the_race(const Error& error);

/// Each lost race means that another write of the same record went through; more than this many
/// in a row means something writes it in a loop.
inline constexpr int attempts_max = 50;

}  // namespace amparo::records::detail
