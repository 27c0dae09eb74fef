#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

/// How far a delivery has come. `pending` has not been tried, `failed` will be tried again, `dead`
/// will not.
enum class DeliveryState { pending, failed, sent, dead };
/// "pending", …
std::string_view wire_name(DeliveryState state);

/// Something another system is to be told of a record. `data` is sealed at rest; what the message
/// says of the record is read only when it is sent.
struct Delivery {
    std::int64_t id = 0;
    std::string name = {};  // a UUID; the receiver sees it, the same at each attempt
    std::string webhook = {};
    std::string record_id = {};
    DeliveryState state = DeliveryState::pending;
    int attempts = 0;
    Instant next_at{};  // Instant{}: no attempt is planned
    Instant created_at{};
    Instant updated_at{};
    json::Object data = {};
};

/// Which deliveries follow each other: those of one webhook and record.
struct DeliveryLane {
    std::string webhook;
    std::string record_id;
};

/// How far a reader of the change log has come.
Sequence log_cursor(Snapshot& snapshot, std::string_view reader);
/// Moves it on, or holds it until the commit when `to` is where it is. `conflict` when another
/// node has moved it meanwhile.
Result<> move_log_cursor(Transaction& transaction, std::string_view reader, Sequence from,
                         Sequence to);
/// Holds it until the commit, wherever it is: nobody adds or ends deliveries meanwhile.
void hold_log_cursor(Transaction& transaction, std::string_view reader);

/// Stores it with the clock's time and gives its id.
Result<std::int64_t> insert_delivery(Transaction& transaction, const Delivery& delivery);
/// Writes state, attempts, next_at and data anew. `not_found`.
Result<> update_delivery(Transaction& transaction, const Delivery& delivery);
Result<std::optional<Delivery>> find_delivery(Snapshot& snapshot, std::int64_t id);
/// The first of a lane that is neither sent nor dead, after a delivery; 0 for none.
std::int64_t first_open_delivery(Snapshot& snapshot, const DeliveryLane& lane,
                                 std::int64_t after = 0);
/// The first open one of each lane, at most `count`.
std::vector<std::int64_t> open_lane_heads(Snapshot& snapshot, std::size_t count);
/// Those of one webhook, newest first.
struct DeliveryQuery {
    std::string webhook;
    std::size_t offset = 0;
    std::size_t count = 20;
};
Result<std::vector<Delivery>> list_deliveries(Snapshot& snapshot, const DeliveryQuery& query);
std::size_t count_deliveries(Snapshot& snapshot, std::string_view webhook);
/// How many deliveries of a webhook are in a state, and since when the first waits.
struct DeliveryTally {
    std::string webhook;
    std::string state;
    std::size_t count = 0;
    Instant oldest{};
};
/// Of all but those that were sent.
std::vector<DeliveryTally> tally_deliveries(Snapshot& snapshot);
/// All of a webhook that is deleted.
Result<> remove_deliveries(Transaction& transaction, std::string_view webhook);
/// Those in a state since before the moment; how many.
Result<std::size_t> expire_deliveries(Transaction& transaction, DeliveryState state,
                                      Instant before);

/// How far one other system is with a record.
struct RecordSync {
    std::string record_id = {};
    std::string destination = {};  // its address, or a name
    std::string status = {};       // "sending", "sent", "synced", "failed", or the receiver's word
    Instant at{};
    Instant synced_at{};  // when it last said "synced"; Instant{}: never
};
/// The status that means that the other system has the record.
inline constexpr std::string_view synced_status = "synced";
/// Stores what is known of a destination now; the time of "synced" outlives other statuses. Its
/// `at` is moved behind that of every other destination of the record, so that the order stays.
Result<> put_record_sync(Transaction& transaction, const RecordSync& sync);
/// All of a record, in no order.
Result<std::vector<RecordSync>> record_syncs_of(Snapshot& snapshot, const std::string& record_id);
/// Whether there is any at all.
bool has_record_syncs(Snapshot& snapshot);

}  // namespace amparo::store
