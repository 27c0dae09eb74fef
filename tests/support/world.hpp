#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/client.hpp"

namespace amparo::cli {
class Deployment;
}

namespace amparo::matching {
class Service;
}

namespace amparo::testing {

/// How a small deployment differs from the usual one.
struct WorldOptions {
    std::string engine = "sqlite";           // or "postgresql"
    std::vector<std::string> settings = {};  // "section.key=value"
    json::Object module_options = {};        // of primeromodule-cp, over the usual ones
    json::Object form_fields = {};           // form → fields it has besides the usual ones
};

/// A small deployment of the default configuration with invented people, served in this process
/// on a free port. Gone with the object, files and all.
///
///   worker_a, worker_c     case workers of AGENCY-1, group usergroup-primero-cp
///   worker_b               case worker of AGENCY-2, group usergroup-primero-cp-families
///   supervisor             manages usergroup-primero-cp
///   tracer                 tracing officer of AGENCY-1, group usergroup-primero-ftr
///   provider               service provider of AGENCY-2: may read cases shared with them
///   administrator          administers cases, people and settings
///   super                  super user
class World {
  public:
    explicit World(const WorldOptions& options = {});
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// The person, signed in once for the whole test.
    Client& as(const std::string& user_name);
    /// Somebody new at a browser who has not signed in.
    Client anonymous() const;
    std::uint16_t port() const;
    static const std::string& password();
    /// The number of a user, as the wire names them.
    std::int64_t id_of(const std::string& user_name) const;
    /// A file of the deployment, for looking at what is on the disk.
    std::string data_directory() const;

    /// Creates a case and returns its id; fails the test when it is refused.
    std::string create_case(const std::string& user_name, json::Object fields);
    /// The audit entries that `super` sees, newest first; `query` as "user_name=worker_a".
    json::Array audit(const std::string& query);

    /// Does the background work that is due, in this thread; how many jobs there were.
    std::size_t run_jobs();
    /// As run_jobs(), and searches first for matches of what was saved; waits for the index.
    std::size_t follow_matches();

    cli::Deployment& deployment();
    /// Ready to answer.
    matching::Service& matching();

  private:
    class House;
    std::unique_ptr<House> house_;
    std::map<std::string, Client> signed_in_;
};

}  // namespace amparo::testing
