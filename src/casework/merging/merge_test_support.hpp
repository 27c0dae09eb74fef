#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "casework/hooks.hpp"
#include "casework/merging/merge.hpp"
#include "records/derived/values.hpp"
#include "records/difference.hpp"
#include "records/records_test_support.hpp"

namespace amparo::casework {

/// A small deployment with all the rules of casework, and cases to be merged in it.
class Merging : public ::testing::Test {
  protected:
    RecordId make(std::string_view type, json::Object data, const std::string& user = "admin") {
        records::WriteRequest request;
        request.record_type = type;
        data["module_id"] = "primeromodule-cp";
        request.data = std::move(data);
        const auto made = world.records().create(world.as(user), std::move(request));
        EXPECT_TRUE(made.has_value())
            << (made ? "" : made.error().message.key)
            << (made || made.error().problems.empty() ? "" : made.error().problems[0].pointer);
        return made ? made->id : RecordId();
    }
    RecordId make_case(std::string_view data, const std::string& user = "admin") {
        return make("case", records::object_of(data), user);
    }
    Result<records::RecordAnswer> save(const RecordId& id, std::string_view data,
                                       std::string_view type = "case") {
        records::WriteRequest request;
        request.record_type = type;
        request.data = records::object_of(data);
        return world.records().update(world.as("admin"), id, std::move(request));
    }
    json::Object data(const RecordId& id) { return world.stored(id).data; }
    std::string text(const RecordId& id, std::string_view key) {
        return json::string_or(data(id), key);
    }

    Result<json::Object> merge(const RecordId& survivor, const RecordId& other,
                               std::string_view choices = "{}", const std::string& user = "admin") {
        return merge_cases(world.as(user), world.records(),
                           {.pair = {survivor, other},
                            .revision = world.stored(survivor).revision,
                            .other_revision = world.stored(other).revision,
                            .choices = records::object_of(choices)});
    }
    Result<json::Object> undo(const RecordId& survivor, const RecordId& other,
                              const std::string& user = "admin") {
        return undo_merge(world.as(user), world.records(), {survivor, other}, {});
    }
    /// The pointers of a refusal's problems.
    static std::vector<std::string> pointers(const Result<json::Object>& refused) {
        std::vector<std::string> list;
        if (refused) return list;
        for (const auto& problem : refused.error().problems) list.push_back(problem.pointer);
        return list;
    }
    static std::string why(const Result<json::Object>& refused) {
        return refused ? "" : refused.error().message.key;
    }
    /// Of several problems the first.
    static std::string first_why(const Result<json::Object>& refused) {
        return refused || refused.error().problems.empty()
                   ? ""
                   : refused.error().problems.front().message.key;
    }
    /// A document without what tells of its own history, and without what calls people to look at
    /// it: taking a consent back is told once more. Absent and null are the same.
    static json::Object lasting(json::Object document) {
        json::Object kept;
        for (auto& [key, value] : document) {
            const std::string_view name = key;
            const bool is_history = name.ends_with("_log") || name.ends_with("_logs") ||
                                    name.starts_with("last_updated") || name == "merges";
            const bool is_call = name == "alerts" || name == "current_alert_types";
            if (!is_history && !is_call && !json::is_blank(value)) kept[key] = std::move(value);
        }
        return kept;
    }

    /// What a record is different in from what it was; "{}" for nothing.
    std::string changed_since(const json::Object& before, const RecordId& id) {
        return json::write(records::difference(lasting(before), lasting(data(id))));
    }

    records::RecordsWorld world{
        hooks(), {{"duplicate_field_to_form", {{"case", {{"national_id_no", "basic_identity"}}}}}}};
};

}  // namespace amparo::casework
