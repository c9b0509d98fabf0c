"""The numbers of src/trace/vocabulary.ts that the tracer writes. A test compares the two."""


class EventKind:
    ThreadNew = 1
    ThreadStart = 2
    ThreadBegin = 3
    ThreadEnd = 4
    ThreadChange = 6
    Terminate = 7
    Create = 10
    Block = 11
    TimedOut = 12
    Acquire = 13
    Release = 14
    TryFailed = 15
    Put = 16
    Get = 17
    Read = 18
    Write = 19
    Sleep = 20
    Wake = 21
    Join = 22
    Print = 23
    Raise = 24
    Pass = 25
    Notify = 26
    State = 27
    TaskDone = 28
    AtomicWrite = 34
    HandOver = 36
    Examine = 38
    Stack = 40


class Operation:
    Acquire = 1
    Get = 2
    Put = 3
    Join = 4
    Wait = 5
    TasksDone = 6
    Idle = 7
    Turn = 8
    Receive = 9
    Send = 10
    Accept = 11
    Connect = 12
    Select = 13


class ObjectKind:
    Thread = 1
    Lock = 2
    Queue = 3
    Shared = 4
    RLock = 5
    Condition = 6
    Semaphore = 7
    Event = 8
    Barrier = 9
    Future = 10
    Executor = 11
    Connection = 12
    Managed = 13
    SharedArray = 15
    Loop = 16
    Socket = 18
    Selector = 19


RELEASE_FAILED = 8
LIMITED = 1
THREAD, PROCESS, GREENLET, TASK = 1, 2, 3, 4
RETURNED, RAISED, TERMINATED = 0, 1, 2
RUNNING, FINISHED, FAILED, CANCELLED = 1, 2, 3, 4
EVENT_LOOP = 2
CLOSED = 1
SWITCH, THROW, YIELD, RETURN = 0, 1, 4, 5
HUB = 1
# Not of the trace: from now on what this thread does is done by the lane of this number, 0 for its own.
TURN = 200
# Nor this: new tasks have no lanes any more.
LEFT_OUT = 201
# As a time-out: the wait ends when something happens outside of the program.
OUTSIDE = (1 << 63) - 1
# What a put into a queue of several processes says: recorder/sharedObjects.ts has the same.
IN_QUEUE, IN_BUFFER, IN_PIPE = 0, 1, 2
# Whose a thread's events are from its begin on, instead of its own: recorder/decode.ts has the same.
OF_PROCESS, BEHIND_THE_SCENES = 1, 2
# Nor this: a code object, and where its instructions are.
CODE = 202
