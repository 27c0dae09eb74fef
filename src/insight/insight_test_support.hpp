#pragma once

#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "records/records_test_support.hpp"

namespace amparo::insight {

/// The deployment of the records' tests, with random cases and incidents written behind the door,
/// so that they hold every key that dashboards count.
class CrowdedWorld {
  public:
    explicit CrowdedWorld(std::uint64_t seed);

    /// The user with a role of that reach that has every dashboard and right on cases; `is_open`
    /// false: without the right to list records.
    access::Actor viewer(const std::string& user_name, const std::string& reach,
                         bool is_open = true) const;
    /// How many records a list with these filters shows the viewer.
    std::size_t total(const access::Actor& viewer, const std::string& record_type,
                      const json::Array& query);

    /// Writes so many random cases anew; each is told as an index takes it in.
    void rewrite(std::size_t cases, const std::function<void(const index::Entry&)>& told);
    /// Every case as stored.
    void each_case(const std::function<void(const RecordId&, const json::Object&)>& visit);

    const records::Dependencies& on() { return world_.records().dependencies(); }
    records::RecordsWorld& world() { return world_; }

  private:
    json::Object random_case();
    json::Object random_incident();
    void add_people(json::Object& data);
    void add_sharing(json::Object& data);
    void add_work(json::Object& data);
    void add_states(json::Object& data);
    void write(const std::string& record_type, json::Object data);

    std::size_t below(std::size_t end) { return random_() % end; }
    bool one_in(std::size_t count) { return below(count) == 0; }
    std::string one_of(const std::vector<std::string>& values) {
        return values[below(values.size())];
    }
    json::Array some_of(const std::vector<std::string>& values);
    /// Within so many days of now.
    std::string moment(int days);
    std::string day(int days);

    std::mt19937_64 random_;
    std::vector<RecordId> cases_;
    records::RecordsWorld world_;
};

}  // namespace amparo::insight
