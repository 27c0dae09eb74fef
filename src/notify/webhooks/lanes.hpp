#pragma once

#include <string>

#include "store/deliveries.hpp"

/// The deliveries of one webhook and record follow each other: only the first open one has a job,
/// and whoever ends it gives the next one its own, in the same transaction.
namespace amparo::notify {

/// The queue and the kind of the job that makes one delivery.
inline constexpr std::string_view webhook_queue = "webhooks";
inline constexpr std::string_view deliver_kind = "deliver_webhook";
/// The reader of the change log whose cursor also orders all who add or end deliveries.
inline constexpr std::string_view webhook_reader = "webhooks";

/// The job that makes a delivery, due now.
Result<> enqueue_delivery(store::Transaction& transaction, std::int64_t id);
/// Stores a delivery at the end of its lane, with a job when it is the first. The caller holds the
/// cursor.
Result<std::int64_t> add_delivery(store::Transaction& transaction, const store::Delivery& delivery);
/// Stores a delivery that has ended (sent, dead) and sets the next of its lane going. Takes the
/// cursor.
Result<> end_delivery(store::Transaction& transaction, const store::Delivery& delivery);
/// Sets the failed jobs of a webhook's dead deliveries going once more, of those that were made
/// since the moment; how many.
Result<std::size_t> retry_given_up(store::Transaction& transaction, const std::string& webhook,
                                   Instant since);
/// Jobs for the first open deliveries that have none planned: of one webhook that works again, or
/// (empty) of all that were last touched before the moment. How many.
Result<std::size_t> wake_lanes(store::Transaction& transaction, const std::string& webhook,
                               Instant before);

}  // namespace amparo::notify
