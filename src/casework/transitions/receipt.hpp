#pragma once

#include <span>

#include "casework/record_key.hpp"
#include "records/service.hpp"

/// That a referral or transfer has arrived: `received_at` once the recipient's app was told of it,
/// `opened_at` once they have opened the record. Both are noted once and for the recipient alone;
/// a deputy or a supervisor who looks leaves no such trace here (the access log names them).
namespace amparo::casework {

/// The actor's app has shown the news of these cases.
Result<> note_received(const access::Actor& actor, records::Service& records,
                       std::span<const RecordId> cases);
/// The actor has opened the record.
Result<> note_seen(const access::Actor& actor, records::Service& records, const RecordKey& key);

}  // namespace amparo::casework
