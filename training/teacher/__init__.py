"""A base-size reader that teaches the shipped one; never shipped itself.

    make teacher                                                                    # assembles all-mpnet-base-v2
    python -m training.train --network teacher --out build/teacher/reader           # fine-tunes it, all tasks or --only some
    python -m training.teacher.answers --run build/teacher/reader --out build/teacher/answers
    python -m training.train --start-from shipped --answers build/teacher/answers --out build/model/taught

Each step resumes where it was stopped.
"""
