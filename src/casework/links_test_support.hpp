#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "casework/hooks.hpp"
#include "casework/link_list.hpp"
#include "casework/traces.hpp"
#include "records/derived/values.hpp"
#include "records/records_test_support.hpp"
#include "store/records.hpp"

namespace amparo::casework {

/// Records that are made and saved as forms do, and looked at as they are stored.
class Links : public ::testing::Test {
  protected:
    Result<records::RecordAnswer> try_to_make(std::string_view type, json::Object data,
                                              const std::string& user = "admin") {
        records::WriteRequest request;
        request.record_type = type;
        data["module_id"] = "primeromodule-cp";
        request.data = std::move(data);
        return world.records().create(world.as(user), std::move(request));
    }
    RecordId make(std::string_view type, std::string_view data, const std::string& user = "admin") {
        const auto made = try_to_make(type, records::object_of(data), user);
        EXPECT_TRUE(made.has_value());
        return made ? made->id : RecordId();
    }
    Result<records::RecordAnswer> save(std::string_view type, const RecordId& id, json::Object data,
                                       const std::string& user = "admin") {
        records::WriteRequest request;
        request.record_type = type;
        request.data = std::move(data);
        return world.records().update(world.as(user), id, std::move(request));
    }
    Result<records::RecordAnswer> save(std::string_view type, const RecordId& id,
                                       std::string_view data, const std::string& user = "admin") {
        return save(type, id, records::object_of(data), user);
    }
    const json::Object& seen(std::string_view type, const RecordId& id,
                             const std::string& user = "admin") {
        const auto read = world.records().read(world.as(user), type, id, "");
        EXPECT_TRUE(read.has_value());
        return looked_at.emplace_back(read ? read->data : json::Object());
    }
    /// What was looked at stays, so that rows of it can be pointed to.
    const json::Object& data(const RecordId& id) {
        return looked_at.emplace_back(world.stored(id).data);
    }
    std::string text(const RecordId& id, std::string_view key) {
        return json::string_or(data(id), key);
    }
    static RecordId id_of(const json::Object& row) {
        return RecordId::parse(json::string_or(row, "unique_id")).value_or(RecordId());
    }
    /// The keys that the newest change of the record touched.
    std::vector<std::string> touched(const RecordId& id) {
        const auto changes = world.database().read([&](store::Snapshot& snapshot) {
            return store::changes_of(snapshot, id.text(), 0, 1);
        });
        std::vector<std::string> keys;
        const auto* changed = json::find_object(changes->front().details, "record_changes");
        for (const auto& [key, value] : *changed) keys.emplace_back(key);
        return keys;
    }

    /// Links a sought child as the decision on a pair does, or takes the link away.
    Result<> link(const RecordId& request, std::string_view trace, std::optional<RecordId> id,
                  const std::string& user = "admin") {
        const auto linked =
            world.records().edit(world.as(user), [&](records::Edit& edit) -> Result<> {
                AMPARO_TRY(auto* draft, edit.open({.record_type = "tracing_request",
                                                   .id = request,
                                                   .right = "write",
                                                   .cause = "match_decision"}));
                auto* row = row_to_change(draft->data(), traces_section, trace);
                (*row)["matched_case_id"] = id ? json::Value(id->text()) : json::Value(nullptr);
                return {};
            });
        if (!linked) return std::unexpected(linked.error());
        return {};
    }
    /// The sought child of a request that seeks one, or the first of several.
    const json::Object& sought(const RecordId& request) {
        return *records::derived::rows(data(request), traces_section).front();
    }

    std::deque<json::Object> looked_at;
    records::RecordsWorld world{hooks()};
};

}  // namespace amparo::casework
