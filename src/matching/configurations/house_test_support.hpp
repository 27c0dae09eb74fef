#pragma once

#include <memory>
#include <string>
#include <vector>

#include "matching/configurations/fits.hpp"
#include "matching/live/service.hpp"
#include "records/records_test_support.hpp"

namespace amparo::matching {

/// Where the shipped configuration lies.
std::filesystem::path shipped_directory();

/// A small deployment whose matching is configured, with invented children.
class ConfiguredHouse {
  public:
    ConfiguredHouse();
    ~ConfiguredHouse();

    /// A case and the child sought by a tracing request; what `more` has is of the case.
    struct Child {
        RecordId child_case = {};
        RecordId request = {};
        std::string trace = {};
    };
    Child add_child(json::Object more = {});
    /// Adds a field to a form, as an administrator would.
    void add_field(const std::string& form, json::Object field);
    /// What every sought child that is added from now on has besides.
    json::Object of_sought = {};
    /// What somebody says of a sought child and a case.
    void decide(const Child& sought, const RecordId& child_case, PairState state);
    /// What somebody says of two cases.
    void decide_children(const RecordId& child_case, const RecordId& other, DuplicateState state);
    /// Children with two cases, each with another child's case that is said to be different.
    void add_decided_twins(std::size_t count);
    /// Children who were found, each with another case that was rejected for them.
    void add_decided(std::size_t count, const json::Object& more = {});

    access::Actor as(const std::string& user_name) const { return world.as(user_name); }
    /// Changes the configuration; the test fails when that is refused.
    StoredConfiguration change(const std::string& patch);
    /// Runs the fit that waits.
    Result<json::Object> run_fit(Fits& fits);
    Fits fits_with(const FittingRules& rules);
    /// Waits until the weights in force are those that searches use.
    void settle() const;

    records::RecordsWorld world;
    std::unique_ptr<Service> service;
    std::unique_ptr<Configurations> configurations;

  private:
    RecordId make(const std::string& type, json::Object data);
    int children_ = 0;
};

}  // namespace amparo::matching
