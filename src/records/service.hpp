#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "records/dependencies.hpp"
#include "records/edit.hpp"
#include "store/types.hpp"

namespace amparo::records {

struct ListQuery;
class ShownOrders;

/// Decoded key/value pairs of a query string, in order ("a[0]", "x").
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// `Prefer: handling=strict` turns silent drops into 422 (records.md §7, §8).
enum class Handling { lenient, strict };

/// What a list asks for.
struct ListRequest {
    std::string record_type;
    Parameters parameters;
    Handling handling = Handling::lenient;
};
/// A page of rows, each cut to what the actor may read.
struct ListAnswer {
    json::Array data;
    std::size_t total = 0;
    std::size_t per = 0;
    std::size_t page = 0;
    bool is_total_capped = false;  // a search by name found more than it counts
    std::string next = {};         // where the page ended, for `after`; "" when nothing follows
};

/// What the client saw before it changed something (records.md §14, three-way merge).
struct Base {
    store::Revision revision = 0;
    json::Object values;
};
/// Makes a write safe to repeat: digests of (caller, method, path, key) and of the body.
struct Repetition {
    std::string key_hash;
    std::string body_hash;
};

/// A create or an update.
struct WriteRequest {
    std::string record_type;
    json::Object data;
    std::string record_action;                // updates only
    std::optional<Base> base;                 // updates only
    std::optional<store::Revision> if_match;  // updates only
    std::optional<Repetition> repetition;
    Handling handling = Handling::lenient;
};
/// The outcome of a write, or a whole record for read().
struct RecordAnswer {
    RecordId id;
    store::Revision revision = 0;
    json::Object data;          // cut to what the actor may read
    bool is_client_id = false;  // created under the client's id: answered with 204
};

struct LogRequest {
    std::string record_type;
    RecordId id;
    std::size_t page = 1;
    std::size_t per = 20;
    std::vector<std::string> field_names = {};  // history: entries touching one of these
    std::vector<std::string> form_ids = {};     // history: … or a field of one of these forms
    std::vector<std::string> actions = {};      // access log; empty: all that read or changed it
    std::vector<std::string> user_names = {};   // access log
    Instant from{};
    Instant to = Instant::max();
};

/// The answer to an edit, from its drafts.
using EditReply = std::function<json::Object(const std::vector<Draft>& drafts)>;

/// The one door to records. Every call names the actor first and asks for the right before it
/// looks anything up: a caller without the right on the type learns nothing of what exists.
/// Thread-safe.
class Service {
  public:
    explicit Service(Dependencies dependencies);
    ~Service();

    /// records.md §§6–9. forbidden without `read` (index) on the type.
    Result<ListAnswer> list(const access::Actor& actor, const ListRequest& request) const;
    /// As list(), but only the ids of the first `most` and how many there are. A search keeps to
    /// the actor's own list, whatever it asks for.
    Result<index::Page> select(const access::Actor& actor, const ListRequest& request,
                               std::size_t most) const;
    /// `fields` as in the query ("" all readable, "short", "a,b"). forbidden, not_found.
    Result<RecordAnswer> read(const access::Actor& actor, std::string_view record_type,
                              const RecordId& id, std::string_view fields) const;
    /// A record that has been read for the actor, as they may see it; `fields` as for read().
    /// `beside` are records that are being saved in the same step.
    json::Object show(const access::Actor& actor, const store::StoredRecord& record,
                      std::string_view fields, Look::Beside beside = {}) const;
    /// records.md §10. forbidden, invalid (with problems), conflict.
    Result<RecordAnswer> create(const access::Actor& actor, WriteRequest request);
    /// records.md §12. Besides those: not_found, precondition_failed, conflict with `extra`
    /// {"data": current values, "revision": n} when the three-way merge clashes.
    Result<RecordAnswer> update(const access::Actor& actor, const RecordId& id,
                                WriteRequest request);
    /// Sets record_state false (records.md §13).
    Result<RecordAnswer> disable(const access::Actor& actor, std::string_view record_type,
                                 const RecordId& id);
    /// Changes made by a rule of the house: the step opens and changes records, the rules run over
    /// them, and all are stored with their jobs in one transaction. The step's refusals come back
    /// as they are; `busy` when the records never stood still. The drafts hold what was stored.
    Result<std::vector<Draft>> edit(const access::Actor& actor, const EditStep& step);
    /// As edit(), and safe to send twice: `reply` makes the answer from the drafts as they will be
    /// stored, and a repetition gets the answer of the first time. `conflict` or `invalid` as for
    /// form saves when the key came with another body.
    Result<json::Object> edit_once(const access::Actor& actor, const EditStep& step,
                                   const EditReply& reply,
                                   const std::optional<Repetition>& repetition);
    /// What an edit changed in a record, as the actor may see it: for replies.
    json::Object visible_changes(const access::Actor& actor, const Draft& draft) const;

    /// Change log and access log of a record (records.md §22), newest first.
    Result<ListAnswer> history(const access::Actor& actor, const LogRequest& request) const;
    Result<ListAnswer> access_log(const access::Actor& actor, const LogRequest& request) const;

    /// The record as stored, for services beside this one, after the type check for `action`, the
    /// look-up and the record check.
    Result<store::StoredRecord> read_for(const access::Actor& actor, std::string_view record_type,
                                         const RecordId& id, std::string_view action) const;
    const Dependencies& dependencies() const { return dependencies_; }

  private:
    Result<> place(const access::Actor& actor, const std::string& record_type,
                   ListQuery& list) const;

    Dependencies dependencies_;
    std::unique_ptr<ShownOrders> orders_;
};

/// The URL segment ("cases") of a resource name ("case"), back, and the model name ("Child");
/// empty for an unknown one.
std::string_view segment_of(std::string_view record_type);
std::string_view type_of_segment(std::string_view segment);
std::string_view model_of(std::string_view record_type);

}  // namespace amparo::records
