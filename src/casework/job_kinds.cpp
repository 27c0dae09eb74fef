#include "casework/job_kinds.hpp"

#include "casework/approvals.hpp"
#include "casework/bulk_flags.hpp"
#include "casework/duplicates.hpp"
#include "casework/reporting_locations.hpp"
#include "casework/transitions/bulk.hpp"
#include "casework/transitions/expiry.hpp"

namespace amparo::casework {
namespace {

using Work = Result<json::Object> (*)(records::Service& records, const store::RunningJob& running);

struct Kind {
    std::string_view kind;
    Work work;
};
constexpr Kind kinds[] = {
    {bulk_flag_kind, run_bulk_flag},
    {remind_kind, remind_of_approval},
    {duplicate_kind, mark_duplicates},
    {reporting_location_kind, restamp_reporting_locations},
    {bulk_assign_kind, run_bulk_assign},
    {expire_kind, expire_transitions},
    {remind_referral_kind, remind_of_referral},
};

}  // namespace

std::vector<JobKind> job_kinds(records::Service& records) {
    std::vector<JobKind> all;
    for (const auto& kind : kinds) {
        all.push_back({.kind = std::string(kind.kind),
                       .handler = [&records, work = kind.work](const store::RunningJob& running) {
                           return work(records, running);
                       }});
    }
    return all;
}

}  // namespace amparo::casework
