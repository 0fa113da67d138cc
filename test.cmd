@echo off
rem Runs the whole test suite; with arguments, what tools\run_tests.py makes of them. The first start sets everything up.
setlocal
set "ROOT=%~dp0"
set "PYTHON=%ROOT%.venv\Scripts\python.exe"
set PYTHONUTF8=1
if not exist "%PYTHON%" goto set_up
rem The stamp is a copy of the pinned versions: one compare tells whether they are installed.
fc /b "%ROOT%constraints.txt" "%ROOT%.venv\set-up-test" >nul 2>&1
if %ERRORLEVEL% == 0 goto start
:set_up
call "%ROOT%tools\set_up.cmd" test
if errorlevel 1 exit /b 2
:start
"%PYTHON%" "%ROOT%tools\run_tests.py" %*
exit /b %ERRORLEVEL%
