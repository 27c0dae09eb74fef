#pragma once

namespace amparo::cli {

/// The whole program: reads the command line, runs the command, gives the process exit code
/// (0 done, 1 refused, 2 not understood, 3 the ground gave way).
int run_program(int count, char** words);

}  // namespace amparo::cli
