#include "cli/program.hpp"

int main(int count, char** words) {
    return amparo::cli::run_program(count, words);
}
