#include "insight/dashboards.hpp"

#include <algorithm>

#include "access/directory.hpp"
#include "insight/counter.hpp"

namespace amparo::insight {
namespace {

/// The dashboard actions of a role in its own order; `manage` stands for every one.
std::vector<std::string> actions_of(const access::Role& role) {
    std::vector<std::string> actions;
    const auto* permissions = json::find_object(role.attributes, "permissions");
    if (permissions != nullptr) actions = json::string_list(*permissions, "dashboard");
    if (actions.empty() && role.permissions.contains("dashboard")) {
        const auto& granted = role.permissions.find("dashboard")->second;
        actions.assign(granted.begin(), granted.end());
    }
    if (!role.lists("dashboard", "manage")) return actions;
    for (const auto action : dashboard_actions()) actions.emplace_back(action);
    return actions;
}

bool is_wanted(const Dashboard& dashboard, const std::vector<std::string>& names) {
    if (names.empty()) return true;
    return std::ranges::any_of(names, [&](const auto& name) {
        return name == dashboard.name || name == dashboard.action;
    });
}

std::vector<Dashboard> wanted_dashboards(const Viewer& viewer,
                                         const std::vector<std::string>& names) {
    std::vector<Dashboard> wanted;
    for (const auto& action : actions_of(viewer.actor.role())) {
        for (auto& dashboard : dashboards_of(action, viewer)) {
            const bool is_known = std::ranges::any_of(
                wanted, [&](const auto& other) { return other.name == dashboard.name; });
            if (!is_known && is_wanted(dashboard, names)) wanted.push_back(std::move(dashboard));
        }
    }
    return wanted;
}

/// What was counted, by the dashboard's and the indicator's place.
using Statistics = std::map<std::pair<std::size_t, std::size_t>, std::string>;

/// All of the record type.
std::vector<const Indicator*> indicators_of(const std::vector<Dashboard>& dashboards,
                                            std::string_view record_type) {
    std::vector<const Indicator*> found;
    for (const auto& dashboard : dashboards) {
        for (const auto& indicator : dashboard.indicators) {
            if (indicator.record_type == record_type) found.push_back(&indicator);
        }
    }
    return found;
}

Result<> count_type(const std::vector<Dashboard>& dashboards, std::string_view record_type,
                    Counter& counter, Statistics& statistics) {
    for (std::size_t box = 0; box < dashboards.size(); ++box) {
        const auto& indicators = dashboards[box].indicators;
        for (std::size_t number = 0; number < indicators.size(); ++number) {
            if (indicators[number].record_type != record_type) continue;
            AMPARO_TRY(auto found, counter.statistics(indicators[number]));
            if (found) statistics[{box, number}] = std::move(*found);
        }
    }
    return {};
}

std::string shown(const std::vector<Dashboard>& dashboards, const Statistics& statistics) {
    std::size_t size = 0;
    for (const auto& [place, text] : statistics) size += text.size();
    constexpr std::size_t frame = 200;  // of each dashboard and indicator, amply
    std::string out;
    out.reserve(size + (dashboards.size() + statistics.size()) * frame);
    out += '[';
    for (std::size_t box = 0; box < dashboards.size(); ++box) {
        if (box > 0) out += ',';
        out += R"({"name":)";
        json::write_string(out, "dashboard." + dashboards[box].name);
        out += R"(,"type":"indicator","indicators":{)";
        const auto& indicators = dashboards[box].indicators;
        for (std::size_t number = 0; number < indicators.size(); ++number) {
            const auto found = statistics.find({box, number});
            if (found == statistics.end()) continue;
            if (out.back() != '{') out += ',';
            json::write_string(out, indicators[number].name);
            out += ':';
            out += found->second;
        }
        out += "}}";
    }
    out += ']';  // a sum would copy megabytes
    return out;
}

}  // namespace

Result<std::string> Dashboards::show(const access::Actor& actor,
                                     const std::vector<std::string>& names) const {
    const auto definitions = on_.definitions();
    const auto directory = on_.directory();
    const Viewer viewer{.actor = actor,
                        .definitions = *definitions,
                        .directory = *directory,
                        .windows = Windows(on_.clock->now(), definitions->time_zone())};
    const auto dashboards = wanted_dashboards(viewer, names);
    // What is withheld depends on all that the viewer could ask for, one after the other.
    const auto everything = wanted_dashboards(viewer, {});
    Statistics statistics;
    for (const std::string_view type : {"case", "incident", "tracing_request"}) {
        if (indicators_of(dashboards, type).empty()) continue;
        records::NarrowViews narrow(on_, actor, definitions, std::string(type));
        AMPARO_CHECK(narrow.load());
        const auto extent =
            extent_of(viewer, type, on_.masks->readable(actor, definitions, type, ""), narrow);
        AMPARO_TRY(auto reading, on_.index->read(type));
        Counter counter(viewer, extent, *on_.index->schema(type), reading);
        AMPARO_CHECK(counter.survey(indicators_of(everything, type)));
        AMPARO_CHECK(count_type(dashboards, type, counter, statistics));
    }
    return shown(dashboards, statistics);
}

}  // namespace amparo::insight
