#include "insight/boxes.hpp"
#include "insight/shorthand.hpp"

namespace amparo::insight::boxes {
namespace {

Indicator with_status(const std::string& name, Conditions conditions) {
    return {.name = name, .conditions = std::move(conditions), .sets_module = true};
}

}  // namespace

std::vector<Dashboard> approvals(const Viewer& viewer, std::string_view approval) {
    const std::string kind(approval);
    std::vector<Dashboard> dashboards;
    for (const auto& module : modules_of(viewer, "case")) {
        Dashboard dashboard{.action = "approvals_" + kind,
                            .name = "approvals_" + kind + "." + module,
                            .indicators = {}};
        for (const std::string status : {"pending", "rejected", "approved"}) {
            dashboard.indicators.push_back(
                with_status("approval_" + kind + "_" + status + "." + module,
                            joined({open_records(), where("module_id", module), mine(viewer),
                                    where("approval_status_" + kind, status)})));
        }
        dashboards.push_back(std::move(dashboard));
    }
    return dashboards;
}

std::vector<Dashboard> approvals_pending(const Viewer& viewer, std::string_view approval) {
    const std::string kind(approval);
    std::vector<Dashboard> dashboards;
    for (const auto& module : modules_of(viewer, "case")) {
        dashboards.push_back(
            {.action = "approvals_" + kind + "_pending",
             .name = "approvals_" + kind + "_pending." + module,
             .indicators = {with_status("approval_" + kind + "_pending_group." + module,
                                        joined({open_records(), where("module_id", module),
                                                where("approval_status_" + kind, "pending")}))}});
    }
    return dashboards;
}

}  // namespace amparo::insight::boxes
